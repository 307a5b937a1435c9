package io.coinslot.servicekit.kafka;

import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.servicekit.kafka.DeadLetter.Action;
import io.coinslot.servicekit.kafka.DeadLetter.Operator;
import io.coinslot.servicekit.kafka.DeadLetter.Status;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has dead letters applied after all, by the consumer that could not: not through the topic, where others would get
 * them a second time and a late one would overtake. Doing it twice, or ending in between, does no harm, since consumers
 * know what they applied. Within a key the oldest comes first.
 */
final class Redrive {
    private static final Logger LOG = LoggerFactory.getLogger(Redrive.class);
    private static final int MOST_OF_A_KEY = 200;
    private static final int RETRY_AFTER_SECONDS = 5;

    private final MongoDeadLetters letters;
    private final DeadLetters deadLetters;
    private final Appliers appliers;
    private final ParkedEvents parked;
    private final ParkedEventSweep sweep;

    Redrive(
            MongoDeadLetters letters,
            DeadLetters deadLetters,
            Appliers appliers,
            ParkedEvents parked,
            ParkedEventSweep sweep) {
        this.letters = letters;
        this.deadLetters = deadLetters;
        this.appliers = appliers;
        this.parked = parked;
        this.sweep = sweep;
    }

    boolean isPossible(DeadLetter letter) {
        return appliers.of(letter.group(), letter.message().topic()) != null;
    }

    /** One letter; one that was dealt with is left as it is. */
    DeadLetter one(String id, Operator operator) {
        DeadLetter letter = required(id);
        if (letter.status() != Status.DEAD) {
            return letter;
        }
        refuseIfOvertaking(letter);
        DeadLetter redriven = redrive(letter, operator);
        wakeParked(redriven);
        return redriven;
    }

    /** The dead letters of a key in order, for each consumer until one cannot be applied. */
    List<DeadLetter> ofKey(String topic, String key, Operator operator) {
        List<DeadLetter> results = new ArrayList<>();
        Set<String> stopped = new HashSet<>();
        for (DeadLetter letter : letters.deadOf(topic, key, MOST_OF_A_KEY)) {
            DeadLetter result = stopped.contains(letter.group()) ? letter : redrive(letter, operator);
            results.add(result);
            if (result.status() != Status.APPLIED) {
                stopped.add(letter.group());
            }
        }
        results.forEach(this::wakeParked);
        return results;
    }

    /** Never to be applied. What waits for it goes on waiting, and ends as a dead letter after its day. */
    DeadLetter discard(String id, Operator operator) {
        DeadLetter letter = required(id);
        if (letter.status() == Status.DEAD) {
            LOG.warn("{} discards {}: {}", operator.clientId(), id, operator.reason());
            letters.begin(id, Action.DISCARD, operator);
            letters.end(id, Action.DISCARD, operator, Status.DISCARDED);
        }
        return required(id);
    }

    private DeadLetter redrive(DeadLetter letter, Operator operator) {
        RecordApplier<?> applier = appliers.of(letter.group(), letter.message().topic());
        if (applier == null) {
            throw Problem.of(
                            GeneralProblem.CONFLICT,
                            letter.group() + " is a projection of the whole topic: rebuild it, or discard the letter")
                    .asException();
        }
        LOG.warn("{} has {} applied again: {}", operator.clientId(), letter.id(), operator.reason());
        letters.begin(letter.id(), Action.REDRIVE, operator);
        letters.end(letter.id(), Action.REDRIVE, operator, attempt(applier, letter));
        return required(letter.id());
    }

    private Status attempt(RecordApplier<?> applier, DeadLetter letter) {
        try {
            Consumed consumed =
                    applier.attempt(letter.message()).toCompletableFuture().join();
            if (!consumed.isParked()) {
                return Status.APPLIED;
            }
            parked.park(letter.group(), letter.message());
            return Status.PARKED;
        } catch (CompletionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            if (RecordApplier.isPassing(cause)) {
                throw Problem.unavailable("It could not be tried now: " + cause.getMessage(), RETRY_AFTER_SECONDS)
                        .asException();
            }
            deadLetters.send(letter.message(), letter.group(), cause);
            return Status.DEAD;
        }
    }

    private void refuseIfOvertaking(DeadLetter letter) {
        String key = letter.message().key();
        if (key == null) {
            return;
        }
        for (DeadLetter other : letters.deadOf(letter.message().topic(), key, MOST_OF_A_KEY)) {
            if (other.group().equals(letter.group())
                    && other.message().offset() < letter.message().offset()) {
                throw Problem.atField(
                                GeneralProblem.CONFLICT,
                                "/letterId",
                                other.id() + " came before it: redrive the key, or deal with that one first")
                        .asException();
            }
        }
    }

    private void wakeParked(DeadLetter letter) {
        if (letter.status() == Status.APPLIED) {
            sweep.wake(new ParkedEvent.Waiter(
                    letter.group(), letter.message().topic(), letter.message().key()));
        }
    }

    private DeadLetter required(String id) {
        DeadLetter letter = letters.find(id);
        if (letter == null) {
            throw Problem.atField(GeneralProblem.NOT_FOUND, "/letterId", "There is no such dead letter here")
                    .asException();
        }
        return letter;
    }
}
