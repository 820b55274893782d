#!/usr/bin/env python3
"""Trains the heads over the language model's states and writes their file; or cross-validates a head's method on another set.

    python3 analyze/training/heads/make.py --work DIR [--data DIR] [--model FILE] [--dump PROGRAM] [--out FILE] [--sample FILE] [--only HEAD]
      [PART...]

Parts: `heads` (by default) trains all and writes FILE; `claimbuster`, `policlaim` and `checkthat` print what the method of check-worthiness reaches when it
learns in their own domain, with fifths, whole speeches and debates held out in five folds. The texts' states are dumped into --work by
PROGRAM (bazel build --config=opt //analyze/training/heads:dump) and kept there. Seeds are fixed; with one thread the result is the
same each time; what is trained is kept in --work too. Needs PyTorch and the data in ../shared/data. A quarter of an hour for each part.
"""

import argparse
import pathlib
import sys

import torch

import check_worthiness
import corpus
import export
import factuality
import lexical
import polarity
import sample
import sets

ROOT = pathlib.Path(__file__).resolve().parents[3]
LEXICON = ROOT / "analyze" / "lexicon" / "data"


class Data:
    def __init__(self, options):
        self.options, self.read, self.lexicon = options, {}, None

    def corpus(self, name, examples):
        """The corpus, with the lexicon's numbers where there is one, and the list of its examples; read once."""
        if name not in self.read:
            examples = list(examples)
            self.read[name] = corpus.read(name, examples, self.options.dump, self.options.model, self.options.work), examples
        if self.lexicon:
            self.lexicon.number(self.read[name][0])
        return self.read[name]



def kept(options, name, train):
    """What `train` returns, from an earlier run where --work has it."""
    path = options.work / (name + ".pt")
    if not path.exists():
        torch.save(train(), path)
    return torch.load(path, weights_only=False)


def train_factuality(data, lexicon, options):
    train, dev = (factuality.Predicates(*data.corpus("uds-ih2." + h, sets.factuality(options.data, "uds-ih2", h))) for h in ("train", "dev"))
    models = factuality.train(train)
    return models, {"uds_ih2_dev": factuality.scores(factuality.predict(models, dev), dev.labels)}


def train_check(data, lexicon, options):
    model = check_worthiness.train(lexicon, [check_worthiness.Sentences(*data.corpus("claimbuster", sets.claimbuster(options.data)))])
    debates = check_worthiness.Sentences(*data.corpus("checkthat", sets.checkthat(options.data)))
    speeches = check_worthiness.Sentences(*data.corpus("policlaim", sets.policlaim(options.data)))
    odds = check_worthiness.predict(model, debates)
    ranked = check_worthiness.mean_average_precision(odds, debates.labels, debates.groups)
    other = check_worthiness.average_precision(check_worthiness.predict(model, speeches), speeches.labels)
    return model, {"checkthat19_t1_train": {"mean_average_precision": ranked}, "policlaim_train": {"average_precision": other}}


def train_polarity(data, lexicon, options):
    news = data.corpus("newsmtsc.train", sets.newsmtsc(options.data, "train"))
    dev = polarity.Targets(*data.corpus("newsmtsc.dev", sets.newsmtsc(options.data, "dev_mt")))
    model = polarity.train(lexicon, [polarity.Targets(*news, whole=True)])
    return model, {"newsmtsc_dev_mt": {"macro_f1": polarity.macro_f1(polarity.predict(model, dev).argmax(1), dev.labels)[0]}}


def heads(data, model, options):
    texts = [data.corpus("claimbuster", sets.claimbuster(options.data)), data.corpus("newsmtsc.train", sets.newsmtsc(options.data, "train"))]
    lexicon = lexical.Lexicon(model, [c for c, _ in texts], LEXICON)
    data.lexicon = lexicon
    scores, trained = {}, {}
    for name, train in (("factuality", train_factuality), ("check", train_check), ("polarity", train_polarity)):
        if options.only in ("", name):
            trained[name], found = kept(options, name, lambda train=train: train(data, lexicon, options))
            scores |= found
            print(name, found, flush=True)
    if options.only:
        return
    parts = trained["check"], trained["polarity"], trained["factuality"]
    export.write(options.out, scores, model, lexicon, *parts)
    if options.sample:
        shown, _ = data.corpus("sample", sample.examples())
        options.sample.write_text("".join(sample.lines(shown, *parts)), encoding="utf-8")


def policlaim(data, model, options):
    gold, silver = (data.corpus(n, sets.policlaim(options.data, f)) for n, f in (("policlaim", "train"), ("policlaim-silver", "train_silver")))
    lexicon = lexical.Lexicon(model, [gold[0], silver[0]], LEXICON)
    lexicon.number(gold[0])
    lexicon.number(silver[0])
    sentences = check_worthiness.Sentences(*gold)
    odds = check_worthiness.cross_validate(lexicon, sentences, [check_worthiness.Sentences(*silver)])
    print("policlaim, speeches held out: F1 %.3f" % check_worthiness.f1((odds > 0).astype(int), sentences.labels))
    print("policlaim, speeches held out: average precision %.3f" % check_worthiness.average_precision(odds, sentences.labels))


def claimbuster(data, model, options):
    corpus_, examples = data.corpus("claimbuster", sets.claimbuster(options.data))
    lexicon = lexical.Lexicon(model, [corpus_], LEXICON)
    lexicon.number(corpus_)
    sentences = check_worthiness.Sentences(corpus_, [e._replace(group=str(i % 50)) for i, e in enumerate(examples)])
    odds = check_worthiness.cross_validate(lexicon, sentences)
    print("claimbuster, fifths held out: F1 %.3f" % check_worthiness.f1((odds > 0).astype(int), sentences.labels))


def checkthat(data, model, options):
    own = data.corpus("checkthat", sets.checkthat(options.data))
    lexicon = lexical.Lexicon(model, [own[0]], LEXICON)
    lexicon.number(own[0])
    sentences = check_worthiness.Sentences(*own)
    odds = check_worthiness.cross_validate(lexicon, sentences, positive=5.0, epochs=4)
    measured = check_worthiness.mean_average_precision(odds, sentences.labels, sentences.groups)
    print("checkthat, debates held out: mean average precision %.3f" % measured)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--data", type=pathlib.Path, default=ROOT / "../shared/data")
    parser.add_argument("--model", type=pathlib.Path, default=ROOT / "analyze/models/english.lm")
    parser.add_argument("--dump", type=pathlib.Path, default=ROOT / "bazel-bin/analyze/training/heads/dump")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "analyze/models/heads.lm")
    parser.add_argument("--only", choices=("", "factuality", "check", "polarity"), default="", help="train one head, write no file")
    parser.add_argument("--sample", type=pathlib.Path, help="file for what the heads say of a few sentences: the test's")
    parser.add_argument("parts", nargs="*", metavar="PART")
    options = parser.parse_args()
    known = {"heads": heads, "claimbuster": claimbuster, "policlaim": policlaim, "checkthat": checkthat}
    if not set(options.parts) <= set(known):
        parser.error("no such part")
    if not options.data.is_dir():
        sys.exit("make.py: no data in %s: nothing was trained" % options.data)
    torch.set_num_threads(1)
    options.work.mkdir(parents=True, exist_ok=True)
    for part in options.parts or ["heads"]:
        known[part](Data(options), lexical.ModelFile(options.model), options)


if __name__ == "__main__":
    main()
