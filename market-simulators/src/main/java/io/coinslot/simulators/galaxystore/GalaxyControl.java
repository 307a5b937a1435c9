package io.coinslot.simulators.galaxystore;

import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.control.LedgerPage;
import io.coinslot.simulators.control.LedgerQuery;
import io.coinslot.simulators.control.MarketControl;
import io.coinslot.simulators.money.Amount;
import io.coinslot.simulators.notification.Target;
import io.coinslot.simulators.protocol.Json;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The control interface of Galaxy Store. */
final class GalaxyControl implements MarketControl {
    private static final String NO_DISPUTES =
            "Galaxy Store tells sellers of no disputes: the money comes back as a refund";

    private final OrderBook book;
    private final Sellers sellers;
    private final GalaxyResend resend;
    private final Target target;
    private final Clock clock;

    GalaxyControl(OrderBook book, Sellers sellers, GalaxyResend resend, Target target, Clock clock) {
        this.book = book;
        this.sellers = sellers;
        this.resend = resend;
        this.target = target;
        this.clock = clock;
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
            case PURCHASED -> {
                Purchase begun = book.begin(sale);
                yield held(completed(begun.sale().purchaseId(), true), outcome);
            }
            case PENDING -> held(book.begin(sale), outcome);
            case DECLINED -> nothingHeld(outcome, "IAP_ERROR_COMMON");
            case CANCELLED -> nothingHeld(outcome, "IAP_PAYMENT_IS_CANCELED");
        };
    }

    @Override
    public JsonNode complete(String transaction, Input input) {
        Outcome outcome = input.choice("outcome", Outcome.PURCHASED);
        if (outcome == Outcome.PENDING) {
            throw ControlRefusal.invalid("/outcome", "a pending purchase is completed by PURCHASED or DECLINED");
        }
        String purchaseId = find(transaction).sale().purchaseId();
        return held(completed(purchaseId, outcome == Outcome.PURCHASED), outcome);
    }

    @Override
    public JsonNode refund(Input input) {
        String purchaseId = input.optionalText("purchaseId");
        Purchase purchase = find(purchaseId == null ? input.text("orderId") : purchaseId);
        Amount amount = input.money("amount");
        if (amount != null && !amount.equals(purchase.sale().total())) {
            throw ControlRefusal.invalid("/amount", "Galaxy Store refunds whole orders only");
        }
        Purchase after = book.refund(purchase.sale().purchaseId());
        if (after == null) {
            throw ControlRefusal.conflict("the order has nothing to refund");
        }
        return GalaxyLedger.entry(after);
    }

    @Override
    public JsonNode openDispute(Input input) {
        throw ControlRefusal.unknown(NO_DISPUTES);
    }

    @Override
    public JsonNode closeDispute(String dispute, Input input) {
        throw ControlRefusal.unknown(NO_DISPUTES);
    }

    @Override
    public JsonNode notification(Input input) {
        return resend.send(input);
    }

    @Override
    public LedgerPage ledger(LedgerQuery query) {
        return GalaxyLedger.page(book.all(), packageNameOf(query.serviceId()), query);
    }

    @Override
    public JsonNode credentials(String serviceId) {
        Seller seller = sellers.issue(serviceId);
        ObjectNode body = Json.object();
        body.putObject("settings")
                .put("packageName", seller.packageName())
                .put("serviceAccountId", seller.accountId())
                .put("sellerSeq", seller.sellerSeq())
                .put("iapPublicKey", seller.ofNotifications().publicPem());
        body.putObject("credentials").put("privateKey", seller.ofAccount().pem());
        return body;
    }

    @Override
    public void notifyAt(String url) {
        target.set(url);
    }

    private Purchase completed(String purchaseId, boolean paid) {
        Purchase after = book.complete(purchaseId, paid);
        if (after == null) {
            throw ControlRefusal.conflict("the purchase is not pending");
        }
        return after;
    }

    private String packageName(Input input) {
        String packageName = input.optionalText("packageName");
        return packageName == null ? sellers.issue(input.text("serviceId")).packageName() : packageName;
    }

    /** Of a service that has none, a name that no application has. */
    private @Nullable String packageNameOf(@Nullable String serviceId) {
        if (serviceId == null) {
            return null;
        }
        Seller seller = sellers.byService(serviceId);
        return seller == null ? "" : seller.packageName();
    }

    private Purchase find(String transaction) {
        Purchase purchase = book.byPurchaseId(transaction);
        if (purchase == null) {
            purchase = book.byOrder(transaction);
        }
        if (purchase == null) {
            throw ControlRefusal.unknown("no such purchaseId or orderId");
        }
        return purchase;
    }

    private static ObjectNode held(Purchase purchase, Outcome outcome) {
        Sale sale = purchase.sale();
        ObjectNode body = Json.object()
                .put("outcome", outcome.name())
                .put("purchaseId", sale.purchaseId())
                .put("orderId", sale.orderId())
                .put("paymentId", sale.paymentId())
                .put("packageName", sale.packageName())
                .put("productId", sale.itemId());
        body.set("total", sale.total().json());
        return body;
    }

    private static ObjectNode nothingHeld(Outcome outcome, String code) {
        return Json.object()
                .put("outcome", outcome.name())
                .putNull("purchaseId")
                .putNull("orderId")
                .put("code", code);
    }
}
