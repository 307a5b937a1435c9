package io.coinslot.simulators.google;

import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.control.LedgerPage;
import io.coinslot.simulators.control.LedgerQuery;
import io.coinslot.simulators.control.MarketControl;
import io.coinslot.simulators.notification.Target;
import io.coinslot.simulators.protocol.Json;
import java.time.Clock;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The control interface of Google Play. */
final class PlayControl implements MarketControl {
    private final PlayStore store;
    private final ServiceAccounts accounts;
    private final PlayResend resend;
    private final Target target;
    private final Clock clock;
    private final String address;

    PlayControl(
            PlayStore store, ServiceAccounts accounts, PlayResend resend, Target target, Clock clock, String address) {
        this.store = store;
        this.accounts = accounts;
        this.resend = resend;
        this.target = target;
        this.clock = clock;
        this.address = address;
    }

    private enum Outcome {
        PURCHASED,
        PENDING,
        DECLINED,
        CANCELLED
    }

    @Override
    public JsonNode purchase(Input input) {
        Outcome outcome = input.choice("outcome", Outcome.PURCHASED);
        Sale sale = OrderForm.read(input, packageName(input), clock.millis());
        return switch (outcome) {
            case PURCHASED -> held(store.sell(sale, PurchaseState.PURCHASED), outcome);
            case PENDING -> held(store.sell(sale, PurchaseState.PENDING), outcome);
            case DECLINED -> nothingHeld(outcome, "PAYMENT_DECLINED_DUE_TO_INSUFFICIENT_FUNDS");
            case CANCELLED -> nothingHeld(outcome, "USER_CANCELED");
        };
    }

    @Override
    public JsonNode complete(String transaction, Input input) {
        Outcome outcome = input.choice("outcome", Outcome.PURCHASED);
        if (outcome == Outcome.PENDING) {
            throw ControlRefusal.invalid("/outcome", "a pending purchase is completed by PURCHASED or CANCELLED");
        }
        Purchase purchase = find(transaction);
        Purchase after = store.complete(purchase.sale().purchaseToken(), outcome == Outcome.PURCHASED);
        if (after == null) {
            throw ControlRefusal.conflict("the purchase is not pending");
        }
        return held(after, outcome);
    }

    @Override
    public JsonNode refund(Input input) {
        Purchase purchase = find(transaction(input));
        if (input.flag("settle", false)) {
            return settle(purchase);
        }
        RefundEvent.Progress progress = input.choice("progress", RefundEvent.Progress.PROCESSED);
        if (input.flag("next", false)) {
            store.prepareNext(purchase.sale().orderId(), progress);
            return Json.object().put("orderId", purchase.sale().orderId()).put("next", progress.name());
        }
        int quantity = input.number("quantity", 0, 0, purchase.sale().quantity());
        int source = input.number("voidedSource", VoidedPurchase.BY_USER, 0, 2);
        int reason = input.number("voidedReason", VoidedPurchase.OTHER_REASON, 0, 8);
        Refund refund =
                new Refund(input.money("amount"), quantity, input.flag("revoke", true), source, reason, progress);
        Purchase after = store.refund(purchase.sale().orderId(), refund);
        if (after == null) {
            throw ControlRefusal.conflict("the order has not that much to refund");
        }
        return PlayLedger.entry(after, store.chargebacksOf(after.sale().orderId()));
    }

    private JsonNode settle(Purchase purchase) {
        Purchase after = store.settle(purchase.sale().orderId());
        if (after == null) {
            throw ControlRefusal.conflict("all refunds of the order are processed");
        }
        return PlayLedger.entry(after, store.chargebacksOf(after.sale().orderId()));
    }

    @Override
    public JsonNode openDispute(Input input) {
        Purchase purchase = find(transaction(input));
        if (purchase.refundable().minor() == 0) {
            throw ControlRefusal.conflict("nothing of the order is left to dispute");
        }
        Chargeback chargeback =
                Chargeback.opened(UUID.randomUUID().toString(), purchase.sale().orderId(), clock.millis());
        store.open(purchase, chargeback);
        return Json.object().put("disputeId", chargeback.pendingRefundToken()).put("orderId", chargeback.orderId());
    }

    @Override
    public JsonNode closeDispute(String dispute, Input input) {
        Chargeback chargeback = store.chargeback(dispute);
        if (chargeback == null) {
            throw ControlRefusal.unknown("no such dispute");
        }
        if (!chargeback.open()) {
            throw ControlRefusal.conflict("the dispute is closed already");
        }
        DisputeOutcome outcome = input.choice("outcome", DisputeOutcome.LOST);
        store.put(chargeback.closed());
        if (outcome == DisputeOutcome.LOST) {
            Refund refund = Refund.full(true, VoidedPurchase.BY_USER, VoidedPurchase.CHARGEBACK_REASON);
            store.refund(chargeback.orderId(), refund);
        }
        return chargeback.closed().json().put("outcome", outcome.name());
    }

    private enum DisputeOutcome {
        LOST,
        WON
    }

    @Override
    public JsonNode notification(Input input) {
        return resend.send(input);
    }

    @Override
    public LedgerPage ledger(LedgerQuery query) {
        return PlayLedger.page(store, accounts, query);
    }

    @Override
    public JsonNode credentials(String serviceId) {
        ServiceAccount account = accounts.issue(serviceId);
        ObjectNode body = Json.object();
        body.putObject("settings")
                .put("packageName", account.packageName())
                .put("pushAudience", account.pushAudience())
                .put("pushServiceAccount", account.pushEmail())
                .put("subscription", account.subscription());
        String keyFile =
                new String(Json.bytes(account.keyFile(address + "/token")), java.nio.charset.StandardCharsets.UTF_8);
        body.putObject("credentials").put("serviceAccountJson", keyFile);
        return body;
    }

    @Override
    public void notifyAt(String url) {
        target.set(url);
    }

    private String packageName(Input input) {
        String packageName = input.optionalText("packageName");
        if (packageName != null) {
            return packageName;
        }
        return accounts.issue(input.text("serviceId")).packageName();
    }

    private Purchase find(String transaction) {
        Purchase purchase = store.byToken(transaction);
        if (purchase == null) {
            purchase = store.byOrder(transaction);
        }
        if (purchase == null) {
            throw ControlRefusal.unknown("no such purchaseToken or orderId");
        }
        return purchase;
    }

    private static String transaction(Input input) {
        String token = input.optionalText("purchaseToken");
        return token == null ? input.text("orderId") : token;
    }

    private static ObjectNode held(Purchase purchase, Outcome outcome) {
        Sale sale = purchase.sale();
        ObjectNode body = Json.object()
                .put("outcome", outcome.name())
                .put("purchaseToken", sale.purchaseToken())
                .put("orderId", sale.orderId())
                .put("packageName", sale.packageName())
                .put("productId", sale.productId())
                .put("quantity", sale.quantity());
        body.set("total", sale.total().json());
        return body;
    }

    private static ObjectNode nothingHeld(Outcome outcome, String code) {
        return Json.object()
                .put("outcome", outcome.name())
                .putNull("purchaseToken")
                .putNull("orderId")
                .put("code", code);
    }
}
