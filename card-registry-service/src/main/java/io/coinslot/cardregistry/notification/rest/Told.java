package io.coinslot.cardregistry.notification.rest;

import io.coinslot.cardregistry.number.PartnerTexts;
import io.coinslot.cardregistry.token.StatusReport;
import io.coinslot.servicekit.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads members of what a financial company tells. */
final class Told {
    private static final int MOST_SUSPENDERS = 16;
    private static final int LONGEST_TASK_ID = 64;
    /** What is later than anything that may come would be the last that is heard of a token. */
    private static final Duration FURTHEST_AHEAD = Duration.ofMinutes(5);

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

    /** An address for people: null if it is none that a device may open. */
    static @Nullable String link(JsonNode from, String name) {
        return PartnerTexts.link(from.path(name).asString(""));
    }

    /** Null if nothing is said of it. */
    static @Nullable StatusReport status(
            JsonNode token, String statusName, String timeName, String pointer, Instant now) {
        String status = token.path(statusName).asString("");
        if (status.isBlank()) {
            return null;
        }
        Instant at = time(token, timeName, pointer, now);
        if (at == null) {
            throw Problem.invalid(pointer + "/" + timeName, "is missing").asException();
        }
        String reason = token.path("reasonCode").asString("");
        return StatusReport.told(status, suspenders(token, pointer), at, PartnerTexts.isCode(reason) ? reason : null);
    }

    private static List<String> suspenders(JsonNode token, String pointer) {
        JsonNode names = token.path("suspendedBy");
        if (names.size() > MOST_SUSPENDERS) {
            throw Problem.invalid(pointer + "/suspendedBy", "must be a list of at most " + MOST_SUSPENDERS)
                    .asException();
        }
        List<String> suspenders = new ArrayList<>();
        names.forEach(name -> suspenders.add(name.asString("")));
        return suspenders;
    }

    /** The task under which it is told, or nothing. */
    static String taskId(JsonNode body) {
        String taskId = body.path("taskId").asString("");
        if (taskId.length() > LONGEST_TASK_ID) {
            throw Problem.invalid("/taskId", "must be at most " + LONGEST_TASK_ID + " characters")
                    .asException();
        }
        return taskId;
    }

    /** Null if it is not there. */
    static @Nullable Instant time(JsonNode from, String name, String pointer, Instant now) {
        if (from.path(name).isMissingNode() || from.path(name).isNull()) {
            return null;
        }
        Instant time = PartnerTexts.time(from.path(name).asString(""));
        if (time == null) {
            throw Problem.invalid(pointer + "/" + name, "must be a time such as 2026-11-01T00:00:00Z")
                    .asException();
        }
        if (time.isAfter(now.plus(FURTHEST_AHEAD))) {
            throw Problem.invalid(
                            pointer + "/" + name, "must be at most " + FURTHEST_AHEAD.toMinutes() + " minutes from now")
                    .asException();
        }
        return time;
    }
}
