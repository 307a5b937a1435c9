package io.coinslot.localstack.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * MongoDB's {@code configureFailPoint} for {@code failCommand}, which a server has that is started for tests, as far as
 * it says {@code writeConcernError}: the command is carried out, and its answer says that nobody else has it. Or {@code
 * errorCode}: it is refused with that code.
 */
final class FailPoint {
    static final String COMMAND = "configureFailPoint";
    private static final int BAD_VALUE = 2;

    /** One of them is null. */
    record Failure(
            @Nullable Document writeConcernError, @Nullable Integer errorCode) {
        /** @throws MongoServerError instead of the command, if that is what is to fail */
        void beforeTheCommand() throws MongoServerError {
            if (errorCode != null) {
                throw new MongoServerError(errorCode, "the fail point failCommand");
            }
        }

        void appendTo(Document answer) {
            answer.append("writeConcernError", writeConcernError);
        }
    }

    private record Plan(Set<String> commands, Failure failure, int times) {}

    private final AtomicReference<@Nullable Plan> next = new AtomicReference<>();

    /** Of a mode that is "off" or how many times. */
    Document configure(Document command) throws MongoServerException {
        if (!"failCommand".equals(command.get(COMMAND))) {
            throw new MongoServerError(
                    BAD_VALUE, "BadValue", "the embedded store has the fail point failCommand alone");
        }
        next.set("off".equals(command.get("mode")) ? null : plan(command));
        return new Document("ok", 1.0);
    }

    private static Plan plan(Document command) throws MongoServerException {
        if (command.get("mode") instanceof Document mode
                && mode.get("times") instanceof Number times
                && command.get("data") instanceof Document data
                && data.get("failCommands") instanceof Collection<?> names) {
            return new Plan(Set.copyOf(names.stream().map(String::valueOf).toList()), failure(data), times.intValue());
        }
        throw unknown();
    }

    private static Failure failure(Document data) throws MongoServerException {
        if (data.get("writeConcernError") instanceof Document error && !data.containsKey("errorCode")) {
            return new Failure(error, null);
        }
        if (data.get("errorCode") instanceof Number code && !data.containsKey("writeConcernError")) {
            return new Failure(null, code.intValue());
        }
        throw unknown();
    }

    private static MongoServerError unknown() {
        return new MongoServerError(
                BAD_VALUE,
                "BadValue",
                "the embedded store knows failCommand with mode.times, data.failCommands and either"
                        + " data.writeConcernError or data.errorCode");
    }

    /** How a command is to fail that comes now; null if it is not. */
    @Nullable
    Failure take(String command) {
        Plan before = next.getAndUpdate(now -> now != null && now.commands().contains(command) ? less(now) : now);
        return before != null && before.commands().contains(command) ? before.failure() : null;
    }

    private static @Nullable Plan less(Plan now) {
        return now.times() <= 1 ? null : new Plan(now.commands(), now.failure(), now.times() - 1);
    }
}
