package io.coinslot.simulators.onestore;

import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.control.LedgerPage;
import io.coinslot.simulators.control.LedgerQuery;
import io.coinslot.simulators.control.MarketControl;
import io.coinslot.simulators.control.RollsCredentials;
import io.coinslot.simulators.notification.Target;
import io.coinslot.simulators.protocol.Json;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The control interface of ONE store. */
final class StoreControl implements MarketControl, RollsCredentials {
    private final OrderForm form = new OrderForm();
    private final Purchases purchases;
    private final Applications applications;
    private final AccessTokens tokens;
    private final NotificationResend resend;
    private final Target target;
    private final Clock clock;

    StoreControl(
            Purchases purchases,
            Applications applications,
            AccessTokens tokens,
            NotificationResend resend,
            Target target,
            Clock clock) {
        this.purchases = purchases;
        this.applications = applications;
        this.tokens = tokens;
        this.resend = resend;
        this.target = target;
        this.clock = clock;
    }

    private enum Outcome {
        PURCHASED,
        DECLINED,
        CANCELLED
    }

    private enum CancelledBy {
        USER,
        MARKET,
        DEVELOPER
    }

    @Override
    public JsonNode purchase(Input input) {
        Outcome outcome = input.choice("outcome", Outcome.PURCHASED);
        Sale sale = form.read(input, clientId(input), clock.millis());
        return switch (outcome) {
            case PURCHASED -> held(purchases.sell(sale), outcome);
            case DECLINED -> nothingHeld(outcome, "RESULT_PURCHASE_FAILED");
            case CANCELLED -> nothingHeld(outcome, "RESULT_USER_CANCELED");
        };
    }

    @Override
    public JsonNode complete(String transaction, Input input) {
        throw ControlRefusal.conflict("ONE store knows no pending purchases");
    }

    @Override
    public JsonNode refund(Input input) {
        CancelledBy by = input.choice("cancelledBy", CancelledBy.USER);
        if (input.body().hasNonNull("amount") || input.body().hasNonNull("quantity")) {
            throw ControlRefusal.invalid("/amount", "ONE store cancels whole purchases only");
        }
        Purchase cancelled = purchases.cancel(find(input).sale().purchaseToken(), by.name());
        if (cancelled == null) {
            throw ControlRefusal.conflict("the purchase is cancelled already");
        }
        return StoreLedger.entry(cancelled);
    }

    @Override
    public JsonNode openDispute(Input input) {
        throw ControlRefusal.conflict("ONE store tells no disputes: a purchase is cancelled, whatever the reason");
    }

    @Override
    public JsonNode closeDispute(String dispute, Input input) {
        throw ControlRefusal.unknown("no such dispute");
    }

    @Override
    public JsonNode notification(Input input) {
        return resend.send(input);
    }

    @Override
    public LedgerPage ledger(LedgerQuery query) {
        return StoreLedger.page(purchases.all(), clientId(query.serviceId()), query);
    }

    @Override
    public JsonNode credentials(String serviceId) {
        return credentials(applications.issue(serviceId));
    }

    @Override
    public JsonNode rollCredentials(String serviceId) {
        return credentials(applications.roll(serviceId));
    }

    @Override
    public JsonNode revokeOldCredentials(String serviceId) {
        Application application = applications.revokeOld(serviceId);
        tokens.forget(application.clientId());
        return credentials(application);
    }

    private JsonNode credentials(Application application) {
        ObjectNode body = Json.object();
        body.putObject("settings")
                .put("clientId", application.clientId())
                .put("environment", Environment.COMMERCIAL.name())
                .put("marketCode", MarketCode.MKT_ONE.name())
                .put("licenseKey", applications.licenceKey(application).publicKey());
        body.putObject("credentials").put("clientSecret", application.clientSecret());
        return body;
    }

    @Override
    public void notifyAt(String url) {
        target.set(url);
    }

    /** An application has no other name here, so what other markets call its package is taken for it as well. */
    private String clientId(Input input) {
        String clientId = input.optionalText("clientId");
        if (clientId != null) {
            return clientId;
        }
        String packageName = input.optionalText("packageName");
        return packageName != null && input.optionalText("serviceId") == null
                ? packageName
                : applications.issue(input.text("serviceId")).clientId();
    }

    /** Null for all; of a service that has no application there is nothing. */
    private @Nullable String clientId(@Nullable String serviceId) {
        if (serviceId == null) {
            return null;
        }
        Application application = applications.byService(serviceId);
        return application == null ? "" : application.clientId();
    }

    private Purchase find(Input input) {
        String token = input.optionalText("purchaseToken");
        Purchase purchase = token == null ? purchases.byId(input.text("purchaseId")) : purchases.byToken(token);
        if (purchase == null) {
            throw ControlRefusal.unknown("no such purchaseToken or purchaseId");
        }
        return purchase;
    }

    private static ObjectNode held(Purchase purchase, Outcome outcome) {
        Sale sale = purchase.sale();
        ObjectNode body = Json.object()
                .put("outcome", outcome.name())
                .put("purchaseToken", sale.purchaseToken())
                .put("purchaseId", sale.purchaseId())
                .put("clientId", sale.clientId())
                .put("productId", sale.productId())
                .put("quantity", sale.quantity());
        body.set("total", sale.total().json());
        return body;
    }

    private static ObjectNode nothingHeld(Outcome outcome, String code) {
        return Json.object()
                .put("outcome", outcome.name())
                .putNull("purchaseToken")
                .putNull("purchaseId")
                .put("code", code);
    }
}
