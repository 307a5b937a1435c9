package io.coinslot.cardregistry.issuer.http;

import io.coinslot.cardregistry.issuer.IssuerFailure;
import io.coinslot.cardregistry.number.PartnerTexts;
import io.coinslot.cardregistry.registration.ActivationResult;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads members of what financial companies answer. */
final class IssuerJson {
    private static final Pattern SEALED = Pattern.compile(
            "[A-Za-z0-9_-]{1,2048}\\.\\.[A-Za-z0-9_-]{1,64}\\.[A-Za-z0-9_-]{1,4096}\\.[A-Za-z0-9_-]{1,64}");

    private IssuerJson() {}

    /** Null if it is not there. A card number is never taken over, wherever it stands, nor what is longer than texts are. */
    static @Nullable String text(JsonNode from, String name) {
        return PartnerTexts.taken(from.path(name).asString(""));
    }

    /** A text for people, in which a number may stand among others: null then, too. */
    static @Nullable String shown(JsonNode from, String name) {
        return PartnerTexts.shown(from.path(name).asString(""));
    }

    /** An address for people: null if it is none that a device may open. */
    static @Nullable String link(JsonNode from, String name) {
        return PartnerTexts.link(from.path(name).asString(""));
    }

    /** Where a code would be sent to, as far as it is shown. */
    static String hint(JsonNode from, String name) {
        String text = shown(from, name);
        return text == null ? "" : text;
    }

    /** What names a token or a way to send a code: nothing can be done without it. */
    static String reference(JsonNode from, String name) throws IssuerFailure {
        String reference = referenceIfThere(from, name);
        if (reference == null) {
            throw IssuerFailures.unreadable();
        }
        return reference;
    }

    /** What names a token, if one is named as it must be. */
    static @Nullable String referenceIfThere(JsonNode from, String name) {
        return PartnerTexts.reference(from.path(name).asString(""));
    }

    /** A compact JWE whose content key is agreed on: nothing else is taken for sealed. */
    static String sealed(JsonNode from, String name) throws IssuerFailure {
        String text = from.path(name).asString("");
        if (!SEALED.matcher(text).matches()) {
            throw IssuerFailures.unreadable();
        }
        return text;
    }

    static String code(JsonNode from, String name) throws IssuerFailure {
        String code = from.path(name).asString("");
        if (!PartnerTexts.isCode(code)) {
            throw IssuerFailures.unreadable();
        }
        return code;
    }

    static Instant time(JsonNode from, String name) throws IssuerFailure {
        Instant time = PartnerTexts.time(from.path(name).asString(""));
        if (time == null) {
            throw IssuerFailures.unreadable();
        }
        return time;
    }

    static @Nullable Instant timeIfThere(JsonNode from, String name) throws IssuerFailure {
        return from.path(name).isMissingNode() ? null : time(from, name);
    }

    static Set<String> suspenders(JsonNode from) {
        Set<String> suspenders = new HashSet<>();
        from.path("suspendedBy").forEach(each -> suspenders.add(each.asString("")));
        return suspenders;
    }

    static ActivationResult activation(JsonNode body) throws IssuerFailure {
        try {
            return ActivationResult.valueOf(body.path("result").asString(""));
        } catch (IllegalArgumentException e) {
            throw IssuerFailures.unreadable();
        }
    }
}
