package io.coinslot.cardregistry.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a financial company says a token's state is, and since when.
 *
 * @param suspendedBy those of who holds it back that we have a word for
 * @param isHeldInOtherWords whether it names somebody besides that we have no word for
 * @param namesNoLocks whether a lock of the device is called the token requestor's
 */
public record StatusReport(
        TokenStatus status,
        Set<Suspender> suspendedBy,
        Instant statusTimestamp,
        @Nullable String reasonCode,
        boolean isHeldInOtherWords,
        boolean namesNoLocks) {
    /** What a company says of a later time than this from now is a clock's error. */
    public static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(StatusReport.class);

    public StatusReport {
        suspendedBy = Set.copyOf(suspendedBy);
    }

    /** In our words alone. */
    public StatusReport(
            TokenStatus status, Set<Suspender> suspendedBy, Instant statusTimestamp, @Nullable String reasonCode) {
        this(status, suspendedBy, statusTimestamp, reasonCode, false, false);
    }

    /**
     * In the company's own words. A token in a state that we have no word for can be found and deleted, but not be paid
     * with: the company holds it back until it tells a state that we know.
     */
    public static StatusReport told(
            String word, Collection<String> suspenders, Instant statusTimestamp, @Nullable String reasonCode) {
        Set<Suspender> by = EnumSet.noneOf(Suspender.class);
        boolean isHeldInOtherWords = false;
        for (String name : suspenders) {
            Suspender suspender = named(Suspender.values(), name);
            if (suspender == null) {
                isHeldInOtherWords = true;
            } else {
                by.add(suspender);
            }
        }
        TokenStatus status = named(TokenStatus.values(), word);
        if (status == null) {
            LOG.warn("A financial company tells a state of a token that is not known here; the token is held back");
            by.add(Suspender.ISSUER);
            return new StatusReport(TokenStatus.SUSPENDED, by, statusTimestamp, reasonCode, isHeldInOtherWords, false);
        }
        return new StatusReport(status, by, statusTimestamp, reasonCode, isHeldInOtherWords, false);
    }

    /** By a company that does not know locks. */
    public StatusReport namingNoLocks() {
        return new StatusReport(status, suspendedBy, statusTimestamp, reasonCode, isHeldInOtherWords, true);
    }

    /**
     * With a device's lock named, where it must be meant: who is said to hold the token is its lock if that holds it
     * here.
     */
    public StatusReport namingLocksOf(Token token) {
        Set<Suspender> by = EnumSet.noneOf(Suspender.class);
        by.addAll(suspendedBy);
        if (namesNoLocks && by.contains(Suspender.TOKEN_REQUESTOR) && token.isSuspendedBy(Suspender.DEVICE_LOCKED)) {
            by.add(Suspender.DEVICE_LOCKED);
            if (!token.isSuspendedBy(Suspender.TOKEN_REQUESTOR)) {
                by.remove(Suspender.TOKEN_REQUESTOR);
            }
        }
        return new StatusReport(status, by, statusTimestamp, reasonCode, isHeldInOtherWords, false);
    }

    /** Whether it says that the token is held back and leaves open by whom, or by whom besides. */
    boolean leavesSuspendersOpen() {
        return status == TokenStatus.SUSPENDED && (suspendedBy.isEmpty() || isHeldInOtherWords);
    }

    /** Whether it says that the token is held back by this one. */
    public boolean isHeldBy(Suspender suspender) {
        return status == TokenStatus.SUSPENDED && suspendedBy.contains(suspender);
    }

    /** As the answer of a company that was told to hold the token back for this one, whomever it names. */
    StatusReport heldForToo(Suspender suspender) {
        if (status != TokenStatus.SUSPENDED || leavesSuspendersOpen()) {
            return this;
        }
        Set<Suspender> by = EnumSet.of(suspender, suspendedBy.toArray(Suspender[]::new));
        return new StatusReport(status, by, statusTimestamp, reasonCode, false, false);
    }

    private static <T extends Enum<T>> @Nullable T named(T[] known, String name) {
        return Arrays.stream(known)
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
