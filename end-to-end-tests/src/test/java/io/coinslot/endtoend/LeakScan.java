package io.coinslot.endtoend;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.RawBsonDocument;
import tools.jackson.databind.JsonNode;

/**
 * Looks for secrets wherever our own processes leave something: topics, store, logs, files, pages for operators, threads.
 * The simulators are the outside world, which may know card numbers, and are left out.
 */
final class LeakScan {
    private static final Set<String> OUTSIDE = Set.of("market-simulators", "simulators");
    private static final List<String> PAGES =
            List.of("/actuator/prometheus", "/actuator/health", "/actuator/health/readiness", "/actuator/info");
    /** The broker's indexes hold offsets and times, in files of ten megabytes that are nearly empty. */
    private static final List<String> NO_CONTENT = List.of(".index", ".timeindex", ".snapshot");

    private static final int CHUNK_BYTES = 4 << 20;
    private static final int OVERLAP_BYTES = 4096;

    private final RunningStack stack;
    private final Needles needles;
    private final Set<String> findings = new TreeSet<>();
    private final Map<String, Long> looked = new TreeMap<>();

    LeakScan(RunningStack stack, Needles needles) {
        this.stack = stack;
        this.needles = needles;
    }

    /** Everything but the answers that callers got. */
    LeakScan everywhere() {
        topics();
        store();
        files();
        pages();
        threads();
        return this;
    }

    /** Each is a place and what was found there. */
    Set<String> findings() {
        return findings;
    }

    /** How many pieces of each kind were looked at: none would mean that the scan cannot find anything. */
    Map<String, Long> looked() {
        return looked;
    }

    void look(String kind, String where, byte[] content) {
        looked.merge(kind, 1L, Long::sum);
        needles.in(content).forEach(what -> findings.add(kind + " " + where + ": " + what));
    }

    void look(String kind, String where, String content) {
        look(kind, where, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Raw, as JSON if it is of a schema of the registry, and the headers. */
    private void topics() {
        Topic topics = new Topic(stack);
        for (String topic : topics.names()) {
            topics.read(topic, message -> look(topics, message));
        }
    }

    private void look(Topic topics, ConsumerRecord<byte[], byte[]> message) {
        String where = message.topic() + "-" + message.partition() + "@" + message.offset();
        if (message.key() != null) {
            look("topic", where + " key", message.key());
        }
        if (message.value() != null) {
            look("topic", where + " value", message.value());
            look("topic", where + " decoded", topics.asText(message));
        }
        message.headers().forEach(header -> {
            look("topic", where + " header", header.key());
            look("topic", where + " header " + header.key(), header.value() == null ? new byte[0] : header.value());
        });
    }

    private void store() {
        try (MongoClient client =
                MongoClients.create(stack.connection().path("mongodb").stringValue())) {
            for (String database : client.listDatabaseNames()) {
                for (String collection : client.getDatabase(database).listCollectionNames()) {
                    for (RawBsonDocument document : client.getDatabase(database)
                            .getCollection(collection, RawBsonDocument.class)
                            .find()) {
                        String where = database + "." + collection;
                        look("store", where, document.getByteBuffer().array());
                        look("store", where + " as JSON", document.toJson());
                    }
                }
            }
        }
    }

    /** Logs, the store's and the broker's own files, and whatever else lies in the state folder but the keys. */
    private void files() {
        try (Stream<Path> files = Files.walk(stack.state())) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(this::isOurs)
                    .filter(file -> NO_CONTENT.stream().noneMatch(file.toString()::endsWith))
                    .toList()) {
                lookAt(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOurs(Path file) {
        for (Path part : stack.state().relativize(file)) {
            if (OUTSIDE.contains(part.toString().replaceFirst("\\..*", ""))) {
                return false;
            }
        }
        return true;
    }

    /** In pieces that overlap. A file that is gone by now was the broker's or the store's, which wrote it anew. */
    private void lookAt(Path file) throws IOException {
        String where = stack.state().relativize(file).toString();
        try (var in = Files.newInputStream(file)) {
            byte[] kept = new byte[0];
            for (byte[] next = in.readNBytes(CHUNK_BYTES); next.length > 0; next = in.readNBytes(CHUNK_BYTES)) {
                byte[] piece = new byte[kept.length + next.length];
                System.arraycopy(kept, 0, piece, 0, kept.length);
                System.arraycopy(next, 0, piece, kept.length, next.length);
                look(where.endsWith(".log") && where.startsWith("logs") ? "log" : "file", where, piece);
                int keep = Math.min(OVERLAP_BYTES, piece.length);
                kept = java.util.Arrays.copyOfRange(piece, piece.length - keep, piece.length);
            }
        } catch (java.nio.file.NoSuchFileException e) {
            looked.merge("file that went away", 1L, Long::sum);
        }
    }

    private List<String> ourServices() {
        return stack.processes().stream()
                .filter(name -> name.endsWith("-service") || name.equals("api-gateway") || name.equals("example-game"))
                .toList();
    }

    private void pages() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String name : ourServices()) {
                JsonNode process = stack.connection().path("processes").path(name);
                for (String page : PAGES) {
                    URI uri = URI.create(
                            "http://127.0.0.1:" + process.path("port").asInt() + page);
                    String body = http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                            .body();
                    look("page", name + page, page.endsWith("prometheus") ? withoutValues(body) : body);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A counter may have any value, that of a code too. */
    private static String withoutValues(String metrics) {
        List<String> lines = new ArrayList<>();
        metrics.lines().forEach(line -> lines.add(line.startsWith("#") ? line : line.replaceFirst(" [^ ]*$", "")));
        return String.join("\n", lines);
    }

    private void threads() {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        for (String name : ourServices()) {
            String pid =
                    stack.connection().path("processes").path(name).path("pid").asString();
            try {
                Process dump = new ProcessBuilder(jcmd.toString(), pid, "Thread.print", "-l")
                        .redirectErrorStream(true)
                        .start();
                look("threads", name, dump.getInputStream().readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
