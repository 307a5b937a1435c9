package io.coinslot.servicekit.kafka;

import io.coinslot.servicekit.kafka.DeadLetter.Operator;
import io.coinslot.servicekit.kafka.DeadLetter.Status;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What operators see of the dead letters of this service's consumers, and what they can do about them. */
@RestController
@RequestMapping("/v1/dead-letters/${spring.application.name}")
final class DeadLetterController {
    private static final String SCOPE = "operations:write";
    private static final int MOST_LETTERS = 200;
    private static final int LONGEST_REASON = 500;

    private final MongoDeadLetters letters;
    private final Redrive redrive;

    DeadLetterController(MongoDeadLetters letters, Redrive redrive) {
        this.letters = letters;
        this.redrive = redrive;
    }

    /** @param redrivable false for those of projections, which are rebuilt instead */
    record Letter(
            String letterId,
            String group,
            String topic,
            int partition,
            long offset,
            @Nullable String key,
            @Nullable String eventId,
            @Nullable String eventType,
            Status status,
            int attempts,
            String cause,
            Instant firstAt,
            Instant lastAt,
            boolean redrivable,
            List<DeadLetter.Audit> audit) {}

    record Letters(List<Letter> items, @Nullable String nextCursor) {}

    /** Either a letter, or a topic and a key for all dead letters of that key. */
    record RedriveBody(
            @Nullable String letterId,
            @Nullable String topic,
            @Nullable String key,
            @Nullable String reason) {}

    record DiscardBody(@Nullable String letterId, @Nullable String reason) {}

    @GetMapping
    Letters list(
            Caller caller,
            @RequestParam(defaultValue = "DEAD") Status status,
            @RequestParam(required = false) @Nullable String topic,
            @RequestParam(required = false) @Nullable String key,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        operator(caller);
        if (limit < 1 || limit > MOST_LETTERS) {
            throw Problem.invalid("limit", "must be from 1 to " + MOST_LETTERS).asException();
        }
        List<DeadLetter> page = letters.page(status, topic, key, cursor, limit);
        return new Letters(
                page.stream().map(this::view).toList(),
                page.size() < limit ? null : page.getLast().id());
    }

    @PostMapping("/redrive")
    Letters redrive(Caller caller, @RequestBody RedriveBody body) {
        Operator operator = new Operator(operator(caller), reason(body.reason()));
        if (body.letterId() != null && body.topic() == null && body.key() == null) {
            return new Letters(List.of(view(redrive.one(body.letterId(), operator))), null);
        }
        if (body.letterId() != null || body.topic() == null || body.key() == null) {
            throw Problem.invalid("/letterId", "name either one letter, or a topic and a key")
                    .asException();
        }
        return new Letters(
                redrive.ofKey(body.topic(), body.key(), operator).stream()
                        .map(this::view)
                        .toList(),
                null);
    }

    @PostMapping("/discard")
    Letter discard(Caller caller, @RequestBody DiscardBody body) {
        Operator operator = new Operator(operator(caller), reason(body.reason()));
        if (body.letterId() == null) {
            throw Problem.invalid("/letterId", "is missing").asException();
        }
        return view(redrive.discard(body.letterId(), operator));
    }

    private static String operator(Caller caller) {
        caller.requiring(SCOPE);
        if (!caller.administrator()) {
            throw Problem.of(GeneralProblem.INSUFFICIENT_SCOPE, "Only an administrator sees dead letters")
                    .asException();
        }
        return caller.clientId();
    }

    private static String reason(@Nullable String reason) {
        if (reason == null
                || reason.isBlank()
                || reason.length() > LONGEST_REASON
                || reason.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalid("/reason", "say why, in 1 to " + LONGEST_REASON + " characters of one line")
                    .asException();
        }
        return reason;
    }

    private Letter view(DeadLetter letter) {
        return new Letter(
                letter.id(),
                letter.group(),
                letter.message().topic(),
                letter.message().partition(),
                letter.message().offset(),
                letter.message().key(),
                StoredRecord.header(letter.message(), "ce_id"),
                StoredRecord.header(letter.message(), "ce_type"),
                letter.status(),
                letter.attempts(),
                letter.cause(),
                letter.firstAt(),
                letter.lastAt(),
                redrive.isPossible(letter),
                letter.audit());
    }
}
