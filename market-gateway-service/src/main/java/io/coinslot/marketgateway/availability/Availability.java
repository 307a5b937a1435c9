package io.coinslot.marketgateway.availability;

import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.servicekit.aggregate.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a market answers for a service, as the instances of this service see it. One whose breaker is open is enough to
 * pass the market over. What an instance saw lapses, so that one that is gone cannot keep a market closed, and so that a
 * market which nobody calls any more is tried again.
 *
 * @param reports of instances whose breaker is open; at most one of each
 */
public record Availability(String serviceId, MarketId market, List<Report> reports) {
    public Availability {
        reports = List.copyOf(reports);
    }

    /**
     * An open breaker.
     *
     * @param since when this instance's breaker opened first
     * @param until when the report lapses
     */
    public record Report(String instance, Instant since, Instant until) {}

    /** The id of the document: service id/market. */
    static String id(String serviceId, MarketId market) {
        return serviceId + "/" + market;
    }

    /** A market of which nothing is known, which means that it answers. */
    static Availability unknown(String serviceId, MarketId market) {
        return new Availability(serviceId, market, List.of());
    }

    /** Until when to prefer other markets, or null if this one answers. */
    public @Nullable Instant passOverUntil() {
        return reports.stream()
                .map(Report::until)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Since when the market has not answered, or null if it answers. */
    public @Nullable Instant since() {
        return reports.stream()
                .map(Report::since)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The instance's breaker opened, or opened once more. */
    static Decision<Availability, Availability, Availability> opened(
            Availability known, String instance, Instant now, Duration passedOverFor) {
        Instant since = known.report(instance)
                .filter(before -> before.until().isAfter(now))
                .map(Report::since)
                .orElse(now);
        List<Report> reports = known.ofOthers(instance, now);
        reports.add(new Report(instance, since, now.plus(passedOverFor)));
        return told(new Availability(known.serviceId, known.market, reports));
    }

    /** The instance's breaker closed. */
    static Decision<Availability, Availability, Availability> closed(Availability known, String instance, Instant now) {
        return known.report(instance).isEmpty()
                ? Decision.unchanged(known)
                : told(new Availability(known.serviceId, known.market, known.ofOthers(instance, now)));
    }

    private static Decision<Availability, Availability, Availability> told(Availability next) {
        return Decision.accepted(next, List.of(next), next);
    }

    private Optional<Report> report(String instance) {
        return reports.stream()
                .filter(report -> report.instance().equals(instance))
                .findFirst();
    }

    private List<Report> ofOthers(String instance, Instant now) {
        List<Report> others = new ArrayList<>(reports);
        others.removeIf(
                report -> report.instance().equals(instance) || !report.until().isAfter(now));
        return others;
    }
}
