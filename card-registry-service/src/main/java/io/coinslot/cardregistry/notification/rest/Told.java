package io.coinslot.cardregistry.notification.rest;

import io.coinslot.cardregistry.number.PartnerTexts;
import io.coinslot.cardregistry.token.StatusReport;
import io.coinslot.servicekit.problem.Problem;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads members of what a financial company tells. */
final class Told {
    private Told() {}

    /** Null if it is not there. A card number is never taken over, wherever it stands, nor what is longer than texts are. */
    static @Nullable String text(JsonNode from, String name) {
        return PartnerTexts.taken(from.path(name).asString(""));
    }

    /** What names a token. Without it nothing can be done, so that the sender is told. */
    static String reference(JsonNode from, String name, String pointer) {
        String reference = PartnerTexts.reference(from.path(name).asString(""));
        if (reference == null) {
            throw Problem.invalid(pointer + "/" + name, "must be a token's name: 1 to 128 visible ASCII characters")
                    .asException();
        }
        return reference;
    }

    /** A text for people, in which a number may stand among others: null then, too. */
    static @Nullable String shown(JsonNode from, String name) {
        return PartnerTexts.shown(from.path(name).asString(""));
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
        return StatusReport.told(status, suspenders, at, PartnerTexts.isCode(reason) ? reason : null);
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
