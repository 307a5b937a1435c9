package io.coinslot.simulators.signing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Remembers requests for ten minutes and a little, twice as long as a signature is fresh on either side. Of each only
 * eight bytes of its hash are kept: benchmarks make hundreds a second.
 */
final class ReplayCache {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    /** By the minute that they came in. */
    private final TreeMap<Long, Set<Long>> seen = new TreeMap<>();

    /** Whether the request is here for the first time. */
    synchronized boolean isFirst(String name, Instant now) {
        long minute = Math.floorDiv(now.getEpochSecond(), 60L);
        seen.headMap(minute - REMEMBERED.toMinutes()).clear();
        Long hash = hash(name);
        for (Map.Entry<Long, Set<Long>> others : seen.entrySet()) {
            if (others.getValue().contains(hash)) {
                return false;
            }
        }
        return seen.computeIfAbsent(minute, unused -> new HashSet<>()).add(hash);
    }

    private static Long hash(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
