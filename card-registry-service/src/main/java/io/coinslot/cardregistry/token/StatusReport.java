package io.coinslot.cardregistry.token;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a financial company says a token's state is, and since when. */
public record StatusReport(
        TokenStatus status,
        Set<Suspender> suspendedBy,
        Instant statusTimestamp,
        @Nullable String reasonCode) {
    private static final Logger LOG = LoggerFactory.getLogger(StatusReport.class);

    public StatusReport {
        suspendedBy = Set.copyOf(suspendedBy);
    }

    /**
     * In the company's own words. A token in a state that we have no word for can be found and deleted, but not be paid
     * with: the company holds it back until it tells a state that we know. A suspender we do not know is the company.
     */
    public static StatusReport told(
            String word, Collection<String> suspenders, Instant statusTimestamp, @Nullable String reasonCode) {
        Set<Suspender> by = EnumSet.noneOf(Suspender.class);
        for (String name : suspenders) {
            Suspender suspender = named(Suspender.values(), name);
            by.add(suspender == null ? Suspender.ISSUER : suspender);
        }
        TokenStatus status = named(TokenStatus.values(), word);
        if (status == null) {
            LOG.warn("A financial company tells a state of a token that is not known here; the token is held back");
            by.add(Suspender.ISSUER);
            return new StatusReport(TokenStatus.SUSPENDED, by, statusTimestamp, reasonCode);
        }
        return new StatusReport(status, by, statusTimestamp, reasonCode);
    }

    private static <T extends Enum<T>> @Nullable T named(T[] known, String name) {
        return Arrays.stream(known)
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
