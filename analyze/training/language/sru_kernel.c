// The recurrence of a simple recurrent unit, forwards and backwards, over a batch of padded sequences.
//
// Source: Lei et al., "Simple Recurrent Units for Highly Parallelizable Recurrence", EMNLP 2018, equations (1) to (5).
//
//   f = sigmoid(u1 + vf * c' + bf)    r = sigmoid(u2 + vr * c' + br)    c = f * c' + (1 - f) * u0    h = r * c + (1 - r) * x
//
// c' is c of the step before (after, where reversed). Shapes: u [B, T, 3, H], x and h and c [B, T, H], v and b [2, H]. Steps past
// a sequence's length are zero and pass nothing on.
#include <math.h>
#include <stdlib.h>
#include <string.h>

// Beyond 30 it is 0 or 1 in float32; without the bounds expf overflows, and fast reciprocals make that NaN.
static inline float bounded(float z) { return z < -30.0f ? -30.0f : z > 30.0f ? 30.0f : z; }
#define SIGMOID(z) (1.0f / (1.0f + expf(-bounded(z))))

void sru_forward(const float* u, const float* x, const float* v, const float* b, const long* lengths, long B, long T, long H, int reversed,
                 float* c, float* h) {
  const float *vf = v, *vr = v + H, *bf = b, *br = b + H;
#pragma omp parallel for schedule(dynamic, 4)
  for (long i = 0; i < B; ++i) {
    float zero[H];
    memset(zero, 0, sizeof zero);
    const float* before = zero;
    const long n = lengths[i];
    memset(c + (i * T + n) * H, 0, (size_t)(T - n) * H * sizeof(float));
    memset(h + (i * T + n) * H, 0, (size_t)(T - n) * H * sizeof(float));
    for (long s = 0; s < n; ++s) {
      const long t = i * T + (reversed ? n - 1 - s : s);
      const float* ut = u + t * 3 * H;
      const float* xt = x + t * H;
      float* restrict ct = c + t * H;
      float* restrict ht = h + t * H;
#pragma omp simd
      for (long k = 0; k < H; ++k) {
        const float f = SIGMOID(ut[H + k] + vf[k] * before[k] + bf[k]);
        const float r = SIGMOID(ut[2 * H + k] + vr[k] * before[k] + br[k]);
        const float now = f * before[k] + (1.0f - f) * ut[k];
        ct[k] = now;
        ht[k] = r * now + (1.0f - r) * xt[k];
      }
      before = ct;
    }
  }
}

// dv and db [B, 2, H] hold one sequence's part each; the caller adds them up.
void sru_backward(const float* u, const float* x, const float* v, const float* b, const long* lengths, long B, long T, long H, int reversed,
                  const float* c, const float* dh, float* du, float* dx, float* dv, float* db) {
  const float *vf = v, *vr = v + H, *bf = b, *br = b + H;
#pragma omp parallel for schedule(dynamic, 4)
  for (long i = 0; i < B; ++i) {
    float zero[H];
    float dc[H];
    memset(zero, 0, sizeof zero);
    memset(dc, 0, sizeof dc);
    const long n = lengths[i];
    float* restrict dvf = dv + i * 2 * H;
    float* restrict dvr = dvf + H;
    float* restrict dbf = db + i * 2 * H;
    float* restrict dbr = dbf + H;
    memset(dvf, 0, 2 * H * sizeof(float));
    memset(dbf, 0, 2 * H * sizeof(float));
    memset(du + (i * T + n) * 3 * H, 0, (size_t)(T - n) * 3 * H * sizeof(float));
    memset(dx + (i * T + n) * H, 0, (size_t)(T - n) * H * sizeof(float));
    for (long s = n - 1; s >= 0; --s) {
      const long t = i * T + (reversed ? n - 1 - s : s);
      const float* before = s == 0 ? zero : c + (reversed ? t + 1 : t - 1) * H;
      const float* ut = u + t * 3 * H;
      const float* xt = x + t * H;
      const float* ct = c + t * H;
      const float* dht = dh + t * H;
      float* restrict dut = du + t * 3 * H;
      float* restrict dxt = dx + t * H;
#pragma omp simd
      for (long k = 0; k < H; ++k) {
        const float f = SIGMOID(ut[H + k] + vf[k] * before[k] + bf[k]);
        const float r = SIGMOID(ut[2 * H + k] + vr[k] * before[k] + br[k]);
        const float zr = dht[k] * (ct[k] - xt[k]) * r * (1.0f - r);
        const float now = dc[k] + dht[k] * r;
        const float zf = now * (before[k] - ut[k]) * f * (1.0f - f);
        dxt[k] = dht[k] * (1.0f - r);
        dut[k] = now * (1.0f - f);
        dut[H + k] = zf;
        dut[2 * H + k] = zr;
        dvf[k] += zf * before[k];
        dvr[k] += zr * before[k];
        dbf[k] += zf;
        dbr[k] += zr;
        dc[k] = now * f + zf * vf[k] + zr * vr[k];
      }
    }
  }
}
