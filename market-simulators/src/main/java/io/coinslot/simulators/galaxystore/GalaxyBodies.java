package io.coinslot.simulators.galaxystore;

import io.coinslot.simulators.money.Amount;
import io.coinslot.simulators.protocol.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Writes purchases as the receipt API and the orders API do. */
final class GalaxyBodies {
    /** The order does not exist. */
    static final int NO_SUCH_ORDER = 9135;
    /** What was given is no purchase id. */
    static final int INVALID_ID = 9153;
    /** Stands for every code that may pass. */
    static final int NOT_NOW = 1000;

    private static final int MONEY_DIGITS = 3;
    private static final DateTimeFormatter GMT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final String DEVICE = "SM-S921N";
    /** Fixed rates, for a report that adds up. */
    private static final Map<String, BigDecimal> UNITS_PER_DOLLAR =
            Map.of("KRW", new BigDecimal("1350"), "JPY", new BigDecimal("150"), "EUR", new BigDecimal("0.9"));

    private GalaxyBodies() {}

    /** The receipt of a purchase, or the failure to show one. */
    static ObjectNode receipt(Purchase purchase) {
        return switch (purchase.state()) {
            case PAID -> transaction(purchase).put("status", "success");
            case REFUNDED ->
                transaction(purchase).put("status", "cancel").put("cancelDate", time(purchase.refundedMillis()));
            case PENDING -> failure(NOT_NOW, "The payment is in progress");
            case FAILED -> failure(NO_SUCH_ORDER, "not exist order");
        };
    }

    static ObjectNode failure(int errorCode, String message) {
        return Json.object().put("status", "fail").put("errorCode", errorCode).put("errorMessage", message);
    }

    private static ObjectNode transaction(Purchase purchase) {
        Sale sale = purchase.sale();
        ObjectNode body = Json.object()
                .put("itemId", sale.itemId())
                .put("paymentId", sale.paymentId())
                .put("orderId", sale.orderId())
                .put("packageName", sale.packageName())
                .put("itemName", sale.itemId())
                .put("itemDesc", sale.itemId())
                .put("itemType", "Item")
                .put("countryCode", sale.countryCode())
                .put("purchaseDate", time(purchase.paidMillis()))
                .put("paymentAmount", text(sale.total()))
                .put("paymentMethod", "Credit Card")
                .put("mode", sale.test() ? "TEST" : "PRODUCTION")
                .put("currencyCode", sale.total().currency())
                .put(
                        "currencyUnit",
                        Currency.getInstance(sale.total().currency()).getSymbol());
        return withFinish(withBuyer(body, sale), purchase);
    }

    private static ObjectNode withBuyer(ObjectNode body, Sale sale) {
        if (sale.accountId() != null) {
            body.put("obfuscatedAccountId", sale.accountId());
        }
        return sale.profileId() == null ? body : body.put("obfuscatedProfileId", sale.profileId());
    }

    /** The date of consumption is misspelt in the documents and in what the store sends. */
    private static ObjectNode withFinish(ObjectNode body, Purchase purchase) {
        body.put("consumeYN", purchase.consumedMillis() > 0 ? "Y" : "N")
                .put("acknowledgeYN", purchase.acknowledgedMillis() > 0 ? "Y" : "N");
        if (purchase.consumedMillis() > 0) {
            body.put("comsumeDate", time(purchase.consumedMillis())).put("consumeDeviceModel", DEVICE);
        }
        if (purchase.acknowledgedMillis() > 0) {
            body.put("acknowledgeDate", time(purchase.acknowledgedMillis())).put("acknowledgeDeviceModel", DEVICE);
        }
        return body;
    }

    /** An entry of the orders API. The statuses are numbers written as text. */
    static ObjectNode order(Purchase purchase) {
        Sale sale = purchase.sale();
        boolean isRefunded = purchase.state() == State.REFUNDED;
        return Json.object()
                .put("orderId", sale.orderId())
                .put("purchaseId", sale.purchaseId())
                .put("countryId", sale.countryCode())
                .put("packageName", sale.packageName())
                .put("itemId", sale.itemId())
                .put("itemTitle", sale.itemId())
                .put("status", isRefunded ? "3" : "2")
                .put("orderTime", time(sale.createdMillis()))
                .put("completionTime", time(purchase.paidMillis()))
                .put("refundTime", isRefunded ? time(purchase.refundedMillis()) : "")
                .put("localCurrencyCode", sale.total().currency())
                .put("localPrice", text(sale.total()))
                .put("usdPrice", dollars(sale.total()))
                .put("exchangeRate", rate(sale.total()).toPlainString())
                .put("freeTrialYN", "N")
                .put("tieredSubscriptionYN", "N");
    }

    private static String dollars(Amount amount) {
        return new BigDecimal(amount.decimal())
                .divide(rate(amount), 2, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private static BigDecimal rate(Amount amount) {
        return UNITS_PER_DOLLAR.getOrDefault(amount.currency(), BigDecimal.ONE);
    }

    /** Whatever the currency, three digits after the point. */
    static String text(Amount amount) {
        return new BigDecimal(amount.decimal())
                .setScale(MONEY_DIGITS, RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    static String time(long millis) {
        return GMT.format(Instant.ofEpochMilli(millis));
    }
}
