package io.coinslot.cardregistry.token;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists of tokens, each a page in the time a page takes. */
public interface TokenLists {
    /** A user's tokens, the newest first, after a place in the list. */
    List<Token> newestFirst(String serviceId, String userId, @Nullable Place after, int limit);

    /** The tokens of an account that can pay. */
    List<Token> activeOf(String accountReference, int limit);

    /**
     * Tokens whose deletion was given up, by their names.
     *
     * @param after a token's name, or null for the first page
     */
    List<Token> parkedDeletions(@Nullable String after, int limit);

    /**
     * Tokens of which a suspension or its lifting was given up, by their names.
     *
     * @param after a token's name, or null for the first page
     */
    List<Token> parkedHolds(@Nullable String after, int limit);

    /** Tokens of which any change was given up, by their names. */
    default List<Token> parkedChanges(@Nullable String after, int limit) {
        TreeMap<String, Token> found = new TreeMap<>();
        Stream.concat(parkedDeletions(after, limit).stream(), parkedHolds(after, limit).stream())
                .forEach(token -> found.put(token.tokenUniqueReference(), token));
        return found.values().stream().limit(limit).toList();
    }

    /** A place in a list. */
    record Place(Instant createdAt, String tokenUniqueReference) {}
}
