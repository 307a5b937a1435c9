package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The library's command semantics over the {@link Engine}. */
final class StoreBackend extends AbstractMongoBackend {
    private static final Set<String> READING = Set.of(
            "aggregate",
            "buildinfo",
            "collstats",
            "connectionstatus",
            "count",
            "dbstats",
            "distinct",
            "endsessions",
            "find",
            "getlog",
            "getmore",
            "hello",
            "hostinfo",
            "ismaster",
            "killcursors",
            "listcollections",
            "listdatabases",
            "listindexes",
            "ping",
            "serverstatus",
            "validate",
            "whatsmyuri");
    private static final Set<String> SHRINKING = Set.of("delete", "drop", "dropdatabase", "dropindexes");
    private static final int OUT_OF_SPACE = 14031;
    private static final int NOT_IMPLEMENTED = 238;
    /** Beyond the bound, updates still go through up to here, so that work in progress can be brought to an end. */
    private static final int FULL_FOR_UPDATES_PERCENT = 110;

    private final Engine engine;

    StoreBackend(Engine engine) {
        this.engine = engine;
        engine.write(() -> {
            engine.contents().databases().forEach(this::resolveDatabase);
            return engine;
        });
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new StoreDatabase(name, getCursorRegistry(), engine);
    }

    /** Runs a command under the lock it needs. */
    Engine.Outcome<Document> run(Channel channel, String database, String command, Document query) {
        String name = command.toLowerCase(Locale.ROOT);
        if (name.equals("find")) {
            boundBatch(query);
        }
        if (READING.contains(name) && !writesItsResult(query)) {
            return engine.read(() -> handleCommand(channel, database, command, query));
        }
        refuseWhatIsMissing(name, query);
        if (!asksForIndexesThatAreThere(name, database, query)) {
            refuseWhenFull(name);
        }
        return engine.write(() -> handleCommand(channel, database, command, query));
    }

    /** With what queries looked at, under the names of MongoDB. */
    @Override
    public Document getServerStatus() {
        QueryTally queries = engine.queries();
        Document executor = new Document("scanned", queries.keys()).append("scannedObjects", queries.documents());
        return super.getServerStatus().append("metrics", new Document("queryExecutor", executor));
    }

    /** The outcome of a command that failed: what it did before must be durable too. */
    Engine.Outcome<Document> failed(Document refusal) {
        return engine.read(() -> refusal);
    }

    /** The library would put a result of any size into one answer. */
    private static void boundBatch(Document find) {
        if (!find.containsKey("batchSize") && !Boolean.TRUE.equals(find.get("singleBatch"))) {
            find.put("batchSize", Batch.USUAL_DOCUMENTS);
        }
    }

    private static boolean writesItsResult(Document query) {
        return query.get("pipeline") instanceof List<?> stages
                && stages.stream()
                        .anyMatch(stage -> stage instanceof Document document
                                && (document.containsKey("$out") || document.containsKey("$merge")));
    }

    private static void refuseWhatIsMissing(String command, Document query) {
        if (command.equals("renamecollection") || query.containsKey("startTransaction")) {
            throw new MongoServerError(NOT_IMPLEMENTED, "the embedded store has no " + command + " like this");
        }
    }

    /** As each service does at its start, which may be the only way to make room or to bring work to its end. */
    private boolean asksForIndexesThatAreThere(String command, String database, Document query) {
        return command.equals("createindexes")
                && engine.read(() -> engine.contents().databases().contains(database)
                                && resolveDatabase(database) instanceof StoreDatabase known
                                && known.hasIndexes(query))
                        .value();
    }

    private void refuseWhenFull(String command) {
        if (SHRINKING.contains(command)) {
            return;
        }
        int full = command.equals("update") ? FULL_FOR_UPDATES_PERCENT : 100;
        if (engine.fullPercent() >= full) {
            refuseAsFull(
                    "its documents have reached its bound of "
                            + mebibytes(engine.limits().mostDataBytes()),
                    "--max-data-mib");
        }
        if (engine.memoryFullPercent() >= full) {
            refuseAsFull(
                    "what it keeps of them in memory has reached "
                            + mebibytes(engine.limits().mostMemoryBytes()),
                    "its heap (-Xmx)");
        }
    }

    private static void refuseAsFull(String reached, String bound) {
        throw new MongoServerError(
                OUT_OF_SPACE,
                "the embedded store is full: " + reached
                        + ". It is made for trying Coinslot out; use MongoDB for more, or raise " + bound);
    }

    private static String mebibytes(long bytes) {
        return bytes / (1 << 20) + " MiB";
    }
}
