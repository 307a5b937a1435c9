package io.coinslot.cardregistry.notification.rest;

import io.coinslot.cardregistry.number.CardNumbers;
import io.coinslot.cardregistry.token.StatusReport;
import io.coinslot.servicekit.problem.Problem;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads members of what a financial company tells. */
final class Told {
    private static final Pattern CARD_NUMBER = Pattern.compile("[0-9]{12,19}");
    private static final Pattern REFERENCE = Pattern.compile("[\\x21-\\x7e]{1,128}");
    private static final int LONGEST_TEXT = 512;
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]{0,63}");

    private Told() {}

    /** Null if it is not there. A card number is never taken over, wherever it stands, nor what is longer than texts are. */
    static @Nullable String text(JsonNode from, String name) {
        String text = from.path(name).asString("");
        return text.isBlank()
                        || text.length() > LONGEST_TEXT
                        || CARD_NUMBER.matcher(text.replaceAll("[ -]", "")).matches()
                ? null
                : text;
    }

    /** What names a token. Without it nothing can be done, so that the sender is told. */
    static String reference(JsonNode from, String name, String pointer) {
        String reference = text(from, name);
        if (reference == null || !REFERENCE.matcher(reference).matches()) {
            throw Problem.invalid(pointer + "/" + name, "must be a token's name: 1 to 128 visible ASCII characters")
                    .asException();
        }
        return reference;
    }

    /** A text for people, in which a number may stand among others: null then, too. */
    static @Nullable String shown(JsonNode from, String name) {
        String text = text(from, name);
        return text == null || CardNumbers.maybeIn(text) ? null : text;
    }

    /** Null if nothing is said of it. */
    static @Nullable StatusReport status(JsonNode token, String statusName, String timeName, String pointer) {
        String status = token.path(statusName).asString("");
        if (status.isBlank()) {
            return null;
        }
        Instant at = time(token, timeName, pointer);
        if (at == null) {
            throw Problem.invalid(pointer + "/" + timeName, "is missing").asException();
        }
        List<String> suspenders = new ArrayList<>();
        token.path("suspendedBy").forEach(name -> suspenders.add(name.asString("")));
        String reason = token.path("reasonCode").asString("");
        return StatusReport.told(status, suspenders, at, CODE.matcher(reason).matches() ? reason : null);
    }

    /** Null if it is not there. */
    static @Nullable Instant time(JsonNode from, String name, String pointer) {
        if (from.path(name).isMissingNode() || from.path(name).isNull()) {
            return null;
        }
        try {
            return Instant.parse(from.path(name).asString(""));
        } catch (DateTimeParseException e) {
            throw Problem.invalid(pointer + "/" + name, "must be a time such as 2026-11-01T00:00:00Z")
                    .asException();
        }
    }
}
