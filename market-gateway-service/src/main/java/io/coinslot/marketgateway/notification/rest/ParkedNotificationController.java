package io.coinslot.marketgateway.notification.rest;

import io.coinslot.marketgateway.MarketGatewayProblem;
import io.coinslot.marketgateway.notification.KnownNotification;
import io.coinslot.marketgateway.notification.NoEvent;
import io.coinslot.marketgateway.notification.NotificationAction;
import io.coinslot.marketgateway.notification.NotificationSteps;
import io.coinslot.marketgateway.notification.ParkedNotifications;
import io.coinslot.marketgateway.notification.RawNotification;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.OperatorAction.Kind;
import io.coinslot.servicekit.aggregate.Aggregates;
import io.coinslot.servicekit.problem.GeneralProblem;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.security.Caller;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What operators see of notifications that were given up, and what they can do about them. */
@RestController
@RequestMapping("/v1/operations/parked-notifications")
final class ParkedNotificationController {
    private static final Logger LOG = LoggerFactory.getLogger(ParkedNotificationController.class);
    private static final String SCOPE = "operations:write";
    private static final long USUAL_ITEMS = 50;
    private static final long MOST_ITEMS = 200;
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_CURSOR = 2_000;

    private final Aggregates<RawNotification, NoEvent> notifications;
    private final ParkedNotifications parked;
    private final Clock clock;

    ParkedNotificationController(
            Aggregates<RawNotification, NoEvent> notifications, ParkedNotifications parked, Clock clock) {
        this.notifications = notifications;
        this.parked = parked;
        this.clock = clock;
    }

    record Page(
            List<ParkedNotificationView> items, @Nullable String nextCursor) {}

    record Body(@Nullable String reason) {}

    @GetMapping
    Page list(
            Caller caller,
            @RequestParam(required = false) @Nullable String market,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Long limit) {
        operator(caller);
        int most = Math.toIntExact(InputRules.within(limit == null ? USUAL_ITEMS : limit, 1, MOST_ITEMS, "limit"));
        List<KnownNotification> found = parked.page(market(market), after(cursor), most + 1);
        List<ParkedNotificationView> page = found.subList(0, Math.min(most, found.size())).stream()
                .map(ParkedNotificationView::of)
                .toList();
        return new Page(page, found.size() > most ? page.getLast().notificationId() : null);
    }

    private static @Nullable MarketId market(@Nullable String market) {
        if (market != null && !MarketId.matches(market)) {
            throw Problem.invalid("market", "is no market's name").asException();
        }
        return market == null ? null : new MarketId(market);
    }

    private static @Nullable String after(@Nullable String cursor) {
        String name = InputRules.optional(cursor, "cursor", LONGEST_CURSOR);
        String id = name == null ? null : KnownNotification.idNamed(name);
        if (name != null && id == null) {
            throw Problem.invalid("cursor", "is none that was answered here").asException();
        }
        return id;
    }

    /** It is tried again from what was stored, as if it had just come. */
    @PostMapping("/{notificationId}/redrive")
    ParkedNotificationView redrive(Caller caller, @PathVariable String notificationId, @RequestBody Body body) {
        return resolve(caller, notificationId, Kind.REDRIVE, body);
    }

    /** There is nothing to be done about it. */
    @PostMapping("/{notificationId}/settle")
    ParkedNotificationView settle(Caller caller, @PathVariable String notificationId, @RequestBody Body body) {
        return resolve(caller, notificationId, Kind.SETTLE, body);
    }

    private ParkedNotificationView resolve(Caller caller, String notificationId, Kind kind, Body body) {
        NotificationAction action = new NotificationAction(
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                operator(caller),
                kind,
                InputRules.required(body.reason(), "/reason", LONGEST_REASON));
        String id = KnownNotification.idNamed(notificationId);
        if (id == null) {
            throw notFound();
        }
        NotificationSteps.Answer answer = notifications
                .handleAndWait(id, notification -> NotificationSteps.resolve(notification, action))
                .result();
        KnownNotification notification = answer.notification();
        if (notification == null) {
            throw notFound();
        }
        if (!answer.done()) {
            throw Problem.of(MarketGatewayProblem.NOTIFICATION_NOT_PARKED, "It is " + notification.status())
                    .asException();
        }
        LOG.warn("{} takes up the parked notification {} ({}): {}", action.by(), id, kind, action.reason());
        return ParkedNotificationView.of(notification);
    }

    private static RuntimeException notFound() {
        return Problem.of(GeneralProblem.NOT_FOUND, "There is no such notification")
                .asException();
    }

    /** The client that an operator uses; whoever is none is refused. */
    private static String operator(Caller caller) {
        if (!caller.requiring(SCOPE).administrator()) {
            throw Problem.of(GeneralProblem.INSUFFICIENT_SCOPE, "Only an administrator sees what is of all services")
                    .asException();
        }
        return caller.clientId();
    }
}
