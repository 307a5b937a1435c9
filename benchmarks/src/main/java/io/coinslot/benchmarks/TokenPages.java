package io.coinslot.benchmarks;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.bson.Document;
import tools.jackson.databind.JsonNode;

/**
 * How long a page of a user's tokens takes, wherever it is in the list and however many there are. The tokens are copies
 * of one that was really registered, written into the store directly and taken away afterwards.
 */
final class TokenPages implements AutoCloseable {
    private static final int PAGE = 50;
    private static final int TIMED_READS = 200;
    private static final int WARM_UP_READS = 1_000;
    private static final int BATCH = 1_000;
    private static final int OTHER_USERS = 500;
    private static final String MARK = "bench-copy";

    private final MongoClient store;
    private final MongoCollection<Document> tokens;
    private final Document template;
    private final HttpPool gateway;
    private final Authorization authorization;
    private final List<String> findings = new ArrayList<>();

    TokenPages(String mongoUri, String tokenUniqueReference, HttpPool gateway, Authorization authorization)
            throws IOException {
        this.store = MongoClients.create(mongoUri);
        this.gateway = gateway;
        this.authorization = authorization;
        this.tokens = tokensWith(tokenUniqueReference);
        this.template = java.util.Objects.requireNonNull(
                tokens.find(Filters.eq(tokenUniqueReference)).first());
    }

    private MongoCollection<Document> tokensWith(String tokenUniqueReference) throws IOException {
        for (String database : store.listDatabaseNames()) {
            MongoCollection<Document> candidate = store.getDatabase(database).getCollection("tokens");
            if (candidate.find(Filters.eq(tokenUniqueReference)).first() != null) {
                return candidate;
            }
        }
        throw new IOException("no database of the store has the token " + tokenUniqueReference);
    }

    /** Half of them are one user's, the others are spread over many. Returns what reading that one's list takes. */
    Map<String, Object> measure(int count) throws IOException {
        // An earlier run may have been ended over it.
        takeAway(count);
        String user = "collector-" + count;
        List<Document> batch = new ArrayList<>(BATCH);
        for (int number = 0; number < count; number++) {
            batch.add(copy(number % 2 == 0 ? user : "other-" + number % (2 * OTHER_USERS), count, number));
            if (batch.size() == BATCH || number == count - 1) {
                tokens.insertMany(batch);
                batch.clear();
            }
        }
        List<String> cursors = readAll(user, count / 2);
        for (int read = 0; read < WARM_UP_READS; read++) {
            page(user, cursors.get(read % cursors.size()));
        }
        Map<String, Object> pages = new LinkedHashMap<>();
        pages.put("tokens", count);
        pages.put("ofTheUser", count / 2);
        pages.put("first", timed(user, cursors.getFirst()));
        pages.put("middle", timed(user, cursors.get(cursors.size() / 2)));
        pages.put("last", timed(user, cursors.getLast()));
        takeAway(count);
        return pages;
    }

    /** In pieces: the store holds in memory what one command is about. */
    private void takeAway(int count) {
        for (int from = 0; from < count; from += BATCH) {
            tokens.deleteMany(Filters.in(
                    "_id",
                    IntStream.range(from, Math.min(count, from + BATCH))
                            .mapToObj(number -> reference(count, number))
                            .toList()));
        }
    }

    private static String reference(int of, int number) {
        return "DWSB-bench-" + of + "-" + number;
    }

    private Document copy(String user, int of, int number) {
        String reference = reference(of, number);
        Document state = new Document(template.get("state", Document.class)).append("tokenUniqueReference", reference);
        state.append(
                "owner",
                new Document(state.get("owner", Document.class))
                        .append("userId", user)
                        .append("createdAt", Date.from(Instant.EPOCH.plusSeconds(1_700_000_000L + number))));
        return new Document(template)
                .append("_id", reference)
                .append("writeId", MARK)
                .append("state", state);
    }

    /** The cursors of all pages; each token has to be on one of them. */
    private List<String> readAll(String user, int expected) throws IOException {
        List<String> cursors = new ArrayList<>(List.of(""));
        Set<String> seen = new HashSet<>();
        while (true) {
            JsonNode page = page(user, cursors.getLast());
            page.path("items")
                    .forEach(item -> seen.add(item.path("tokenUniqueReference").asString("")));
            if (!page.path("nextCursor").isString()) {
                break;
            }
            cursors.add("&cursor=" + page.path("nextCursor").stringValue());
        }
        if (seen.size() != expected) {
            findings.add(seen.size() + " of " + expected + " tokens are on the pages");
        }
        return cursors;
    }

    private JsonNode page(String user, String cursor) throws IOException {
        return CardRun.read(gateway, "/v1/tokens?limit=" + PAGE + "&userId=" + user + cursor, authorization.header());
    }

    private Map<String, Object> timed(String user, String cursor) throws IOException {
        Latencies latencies = new Latencies();
        Document before = looked();
        for (int read = 0; read < TIMED_READS; read++) {
            long begin = System.nanoTime();
            page(user, cursor);
            latencies.addNanos(System.nanoTime() - begin);
        }
        Document after = looked();
        Map<String, Object> found = latencies.percentiles();
        found.put("documentsExaminedPerPage", perPage(before, after, "scannedObjects"));
        found.put("keysExaminedPerPage", perPage(before, after, "scanned"));
        return found;
    }

    /** The store has other readers as well, whose few documents are in the number. */
    private static double perPage(Document before, Document after, String name) {
        return Math.round(10.0 * (after.getLong(name) - before.getLong(name)) / TIMED_READS) / 10.0;
    }

    private Document looked() {
        return store.getDatabase("admin")
                .runCommand(new Document("serverStatus", 1))
                .get("metrics", Document.class)
                .get("queryExecutor", Document.class);
    }

    List<String> findings() {
        return findings;
    }

    @Override
    public void close() {
        store.close();
    }
}
