package io.coinslot.marketgateway.googleplay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.services.androidpublisher.model.LineItem;
import com.google.api.services.androidpublisher.model.Order;
import com.google.api.services.androidpublisher.model.ProductPurchaseV2;
import com.google.api.services.androidpublisher.model.TestPurchaseContext;
import io.coinslot.marketgateway.Orders;
import io.coinslot.marketgateway.market.MarketFailure;
import io.coinslot.marketgateway.payment.ProductType;
import io.coinslot.marketgateway.payment.Receipt;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether an order is worth the KRW 1200 that a purchase asks for, twice 600. */
class PlayJudgementTest {
    private static final Receipt RECEIPT = new Receipt(Receipt.Kind.PURCHASE_TOKEN, "token");

    private static String judged(ProductPurchaseV2 purchase, Order order) throws MarketFailure {
        var refused = PlayJudgement.ofOrder(
                Orders.of(Orders.GOOGLE_PLAY, "p1", ProductType.CONSUMABLE, 2, Money.parse("KRW 1200")),
                RECEIPT,
                purchase,
                order);
        return refused == null ? "PAID" : refused.code();
    }

    private static com.google.api.services.androidpublisher.model.Money google(String money) {
        Money amount = Money.parse(money);
        return new com.google.api.services.androidpublisher.model.Money()
                .setCurrencyCode(amount.getCurrencyUnit().getCode())
                .setUnits(amount.getAmountMajorLong())
                .setNanos(amount.getMinorPart() * 10_000_000);
    }

    private static Order order(String total, @Nullable String listed) {
        Order order = new Order().setState("PROCESSED").setTotal(google(total));
        return listed == null ? order : order.setLineItems(List.of(new LineItem().setListingPrice(google(listed))));
    }

    @ParameterizedTest
    @CsvSource({
        "KRW 1200, PAID",
        "KRW 1320, PAID",
        "KRW 1199, AMOUNT_MISMATCH",
        "KRW 0, AMOUNT_MISMATCH",
        "USD 0.93, PAID",
        "USD 0.01, PAID",
        "USD 0.00, AMOUNT_MISMATCH",
        "JPY 0, AMOUNT_MISMATCH"
    })
    void takesThePlayersOwnPriceAndNothingForNothing(String total, String verdict) throws MarketFailure {
        assertThat(judged(new ProductPurchaseV2(), order(total, null))).isEqualTo(verdict);
    }

    /** The listing price is that of one, before what Google itself pays: by points, a coupon or any other discount. */
    @ParameterizedTest
    @CsvSource({
        "KRW 0, KRW 600, PAID",
        "KRW 600, KRW 600, PAID",
        "KRW 700, KRW 600, PAID",
        "KRW 1198, KRW 599, AMOUNT_MISMATCH",
        "KRW 0, KRW 599, AMOUNT_MISMATCH",
        "USD 0.00, USD 0.46, PAID",
        "USD 0.00, USD 0.00, AMOUNT_MISMATCH",
        "USD 0.00, KRW 599, AMOUNT_MISMATCH",
        "KRW 0, USD 0.46, AMOUNT_MISMATCH"
    })
    void takesTheListedPriceWhereGooglePaidTheDifference(String total, String listed, String verdict)
            throws MarketFailure {
        assertThat(judged(new ProductPurchaseV2(), order(total, listed))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"KRW 0", "USD 0.00", "KRW 1", "KRW 1200"})
    void judgesNoAmountOfALicenceTester(String total) throws MarketFailure {
        ProductPurchaseV2 bought = new ProductPurchaseV2().setTestPurchaseContext(new TestPurchaseContext());
        assertThat(judged(bought, order(total, null))).isEqualTo("PAID");
    }

    @Test
    void refusesALicenceTestersOrderThatIsRefundedOrOfAnotherToken() throws MarketFailure {
        ProductPurchaseV2 bought = new ProductPurchaseV2().setTestPurchaseContext(new TestPurchaseContext());
        assertThat(judged(bought, order("KRW 0", null).setState("REFUNDED"))).isEqualTo("ALREADY_REFUNDED");
        assertThat(judged(bought, order("KRW 0", null).setPurchaseToken("another")))
                .isEqualTo("RECEIPT_MISMATCH");
    }
}
