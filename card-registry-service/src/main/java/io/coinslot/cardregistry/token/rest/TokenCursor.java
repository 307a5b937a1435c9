package io.coinslot.cardregistry.token.rest;

import io.coinslot.cardregistry.token.Token;
import io.coinslot.cardregistry.token.TokenLists.Place;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;

/** A place in the list of tokens, as clients carry it. */
final class TokenCursor {
    private static final int LONGEST = 256;

    private TokenCursor() {}

    static String of(Token token) {
        String text =
                Objects.requireNonNull(token.owner()).createdAt().toEpochMilli() + " " + token.tokenUniqueReference();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Place parse(String cursor) {
        if (cursor.length() > LONGEST) {
            throw notOurs();
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int end = text.indexOf(' ');
            return new Place(Instant.ofEpochMilli(Long.parseLong(text.substring(0, end))), text.substring(end + 1));
        } catch (RuntimeException e) {
            throw notOurs();
        }
    }

    private static ProblemException notOurs() {
        return Problem.invalid("cursor", "must be a nextCursor of an answer").asException();
    }
}
