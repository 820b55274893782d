// Apache Lucene for the search benchmark: LucenePeer index|query CLAIMS_OR_QUERIES FOLDER. Prints one JSON object.

import java.io.BufferedReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;

public class LucenePeer {
  private static final int BATCH = 4000;

  public static void main(String[] args) throws Exception {
    System.out.println(
        args[0].equals("index") ? index(args[1], Paths.get(args[2])) : search(args[1], Paths.get(args[2])));
  }

  private static String index(String claims, Path folder) throws Exception {
    long count = 0;
    long text = 0;
    long spent = 0;
    long longest = 0;
    try (IndexWriter writer =
            new IndexWriter(FSDirectory.open(folder), new IndexWriterConfig(new EnglishAnalyzer()));
        BufferedReader lines = Files.newBufferedReader(Paths.get(claims))) {
      List<String[]> batch = new ArrayList<>();
      for (String line = lines.readLine(); ; line = lines.readLine()) {
        if (line != null) {
          String[] fields = line.split("\t", -1);
          if (fields.length == 5) batch.add(fields);
        }
        if (batch.size() == BATCH || line == null) {
          long begin = System.nanoTime();
          for (String[] fields : batch) {
            Document document = new Document();
            document.add(new StoredField("number", fields[0]));
            document.add(new StringField("source", fields[1], Field.Store.YES));
            document.add(new LongPoint("time", Long.parseLong(fields[2])));
            document.add(new StoredField("time", Long.parseLong(fields[2])));
            document.add(new StringField("holder", fields[3], Field.Store.YES));
            document.add(new TextField("words", fields[4] + " " + fields[3], Field.Store.NO));
            document.add(new StoredField("text", fields[4]));
            writer.addDocument(document);
            text += fields[4].getBytes(StandardCharsets.UTF_8).length;
          }
          writer.commit();
          long took = System.nanoTime() - begin;
          spent += took;
          longest = Math.max(longest, took);
          count += batch.size();
          batch.clear();
        }
        if (line == null) break;
      }
    }
    long disk = sizeOf(folder);
    return String.format(
        "{\"claims\": %d, \"claims_per_second\": %f, \"longest_call_ms\": %f, \"disk_mb\": %f, \"disk_to_text\": %f,"
            + " \"peak_mb\": %d}",
        count, count * 1e9 / spent, longest / 1e6, disk / 1e6, (double) disk / text, peak());
  }

  private static String search(String path, Path folder) throws Exception {
    long begin = System.nanoTime();
    DirectoryReader reader = DirectoryReader.open(FSDirectory.open(folder));
    IndexSearcher searcher = new IndexSearcher(reader);
    searcher.setQueryCache(null);
    double open = (System.nanoTime() - begin) / 1e9;
    List<String[]> queries = new ArrayList<>();
    for (String line : Files.readAllLines(Paths.get(path))) queries.add(line.split("\t", -1));
    QueryBuilder builder = new QueryBuilder(new EnglishAnalyzer());
    Map<String, List<Double>> seconds = new TreeMap<>();
    StringBuilder first = new StringBuilder();
    long hits = 0;
    ThreadMXBean processor = ManagementFactory.getThreadMXBean();
    // Four rounds: the virtual machine needs some until it has compiled what is hot.
    for (int round = 0; round < 4; round++) {
      seconds.clear();
      hits = 0;
      for (String[] fields : queries) {
        begin = processor.getCurrentThreadCpuTime();
        ScoreDoc[] found = searcher.search(queryOf(builder, fields), 10).scoreDocs;
        for (ScoreDoc hit : found) hits += reader.storedFields().document(hit.doc).get("text") == null ? 0 : 1;
        double took = (processor.getCurrentThreadCpuTime() - begin) / 1e9;
        seconds.computeIfAbsent(fields[0], k -> new ArrayList<>()).add(took);
        seconds.computeIfAbsent("all", k -> new ArrayList<>()).add(took);
      }
      if (round == 0) first.append(show(seconds));
    }
    return String.format(
        "{\"open_s\": %f, \"first\": %s, \"again\": %s, \"hits\": %d, \"peak_mb\": %d}", open, first, show(seconds),
        hits, peak());
  }

  private static Query queryOf(QueryBuilder builder, String[] fields) {
    Query words =
        fields[0].equals("phrase")
            ? builder.createPhraseQuery("words", fields[1])
            : builder.createBooleanQuery("words", fields[1], BooleanClause.Occur.MUST);
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    if (words != null) all.add(words, BooleanClause.Occur.MUST);
    if (!fields[2].isEmpty()) all.add(new TermQuery(new Term("source", fields[2])), BooleanClause.Occur.FILTER);
    if (!fields[3].isEmpty()) all.add(new TermQuery(new Term("holder", fields[3])), BooleanClause.Occur.FILTER);
    if (!fields[4].isEmpty()) {
      all.add(
          LongPoint.newRangeQuery("time", Long.parseLong(fields[4]), Long.parseLong(fields[5]) - 1),
          BooleanClause.Occur.FILTER);
    }
    return all.build();
  }

  private static String show(Map<String, List<Double>> seconds) {
    List<String> parts = new ArrayList<>();
    seconds.forEach(
        (kind, list) -> {
          double[] ordered = list.stream().mapToDouble(Double::doubleValue).sorted().toArray();
          parts.add(
              String.format(
                  "\"%s\": {\"n\": %d, \"p50_ms\": %f, \"p99_ms\": %f, \"max_ms\": %f}", kind, ordered.length,
                  ordered[ordered.length / 2] * 1e3, ordered[(int) (ordered.length * 0.99)] * 1e3,
                  ordered[ordered.length - 1] * 1e3));
        });
    return "{" + String.join(", ", parts) + "}";
  }

  private static long sizeOf(Path folder) throws Exception {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
    }
  }

  private static long peak() throws Exception {
    return Files.readAllLines(Paths.get("/proc/self/status")).stream()
        .filter(l -> l.startsWith("VmHWM"))
        .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(Arrays.asList(0L).get(0));
  }
}
