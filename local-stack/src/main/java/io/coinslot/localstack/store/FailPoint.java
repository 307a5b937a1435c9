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
 * it says {@code writeConcernError}: the command is carried out, and its answer says that nobody else has it.
 */
final class FailPoint {
    static final String COMMAND = "configureFailPoint";
    private static final int BAD_VALUE = 2;

    private record Unconfirmed(Set<String> commands, Document error, int times) {}

    private final AtomicReference<@Nullable Unconfirmed> next = new AtomicReference<>();

    /** Of a mode that is "off" or how many times. */
    Document configure(Document command) throws MongoServerException {
        if (!"failCommand".equals(command.get(COMMAND))) {
            throw new MongoServerError(
                    BAD_VALUE, "BadValue", "the embedded store has the fail point failCommand alone");
        }
        next.set("off".equals(command.get("mode")) ? null : unconfirmed(command));
        return new Document("ok", 1.0);
    }

    private static Unconfirmed unconfirmed(Document command) throws MongoServerException {
        if (command.get("mode") instanceof Document mode
                && mode.get("times") instanceof Number times
                && command.get("data") instanceof Document data
                && data.get("failCommands") instanceof Collection<?> names
                && data.get("writeConcernError") instanceof Document error) {
            return new Unconfirmed(
                    Set.copyOf(names.stream().map(String::valueOf).toList()), error, times.intValue());
        }
        throw new MongoServerError(
                BAD_VALUE,
                "BadValue",
                "the embedded store knows failCommand with mode.times, data.failCommands and data.writeConcernError");
    }

    /** The answer to a command, which may say that it is not confirmed. */
    Document answer(String command, Document answer) {
        Unconfirmed before =
                next.getAndUpdate(now -> now != null && now.commands().contains(command) ? less(now) : now);
        if (before != null && before.commands().contains(command)) {
            answer.append("writeConcernError", before.error());
        }
        return answer;
    }

    private static @Nullable Unconfirmed less(Unconfirmed now) {
        return now.times() <= 1 ? null : new Unconfirmed(now.commands(), now.error(), now.times() - 1);
    }
}
