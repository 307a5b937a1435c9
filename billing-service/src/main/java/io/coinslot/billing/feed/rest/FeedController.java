package io.coinslot.billing.feed.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import io.coinslot.billing.BillingProblem;
import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.feed.FeedCursor;
import io.coinslot.billing.feed.FeedReader;
import io.coinslot.servicekit.http.AwaitedVersion;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Hands out a service's events, those of a purchase in order, and how far its purchases got. */
@RestController
final class FeedController {
    private static final int MOST_EVENTS = 200;
    private static final long USUAL_EVENTS = 100;

    private final FeedReader feed;

    FeedController(FeedReader feed) {
        this.feed = feed;
    }

    /** An event that is JSON already. */
    record Event(@JsonRawValue @JsonValue String json) {}

    record Events(List<Event> items, String nextCursor) {}

    @GetMapping("/v1/purchase-events")
    Events read(
            Caller caller,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Long waitMillis,
            @RequestParam(required = false) @Nullable Long limit) {
        caller.requiring("purchases:read");
        FeedCursor cursor = after == null ? FeedCursor.beginning() : parsed(after);
        Duration wait = AwaitedVersion.longestWait(waitMillis);
        int most = (int) InputRules.within(limit == null ? USUAL_EVENTS : limit, 1, MOST_EVENTS, "limit");
        FeedReader.Page page = feed.read(new ServiceId(caller.service()), cursor, most, wait);
        return new Events(
                page.events().stream().map(Event::new).toList(), page.next().text());
    }

    private static FeedCursor parsed(String after) {
        return FeedCursor.parse(after)
                .orElseThrow(() -> Problem.atField(
                                BillingProblem.CURSOR_NOT_VALID, "after", "send a nextCursor as it was answered")
                        .asException());
    }

    /** @param counts events by name, and what games reported by its type */
    record Funnel(Map<String, Long> counts) {}

    @GetMapping("/v1/funnel")
    Funnel funnel(Caller caller) {
        caller.requiring("purchases:read");
        return new Funnel(feed.funnel(new ServiceId(caller.service())));
    }
}
