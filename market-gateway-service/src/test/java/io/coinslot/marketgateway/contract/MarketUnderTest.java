package io.coinslot.marketgateway.contract;

import io.coinslot.marketgateway.journey.LocalGateway;
import io.coinslot.marketgateway.market.OfMarket;
import io.coinslot.marketgateway.payment.MarketId;
import io.coinslot.marketgateway.payment.Receipt;
import java.util.List;
import java.util.Set;

/** A market's own ways, so that the contract of all markets can be held against its adapter. */
interface MarketUnderTest {
    MarketId id();

    /** The capabilities that the market has: no more and no fewer than its adapter brings. */
    Set<Class<? extends OfMarket>> capabilities();

    /** The player buys, or authorises, what the purchase asked for, but for one difference. */
    Bought buy(LocalGateway gateway, String purchaseId, Difference difference);

    /** It is paid at the market, and no receipt has been handed in. */
    default Bought payUnseen(LocalGateway gateway, String purchaseId) {
        return buy(gateway, purchaseId, Difference.NONE);
    }

    /** What has to be said to a receipt with that difference. */
    Answer answerTo(Difference difference);

    /** A receipt of a good form that the market does not know. */
    Receipt unknownReceipt();

    default String codeOfUnknown() {
        return "NOT_FOUND";
    }

    /** Why a receipt is refused whose money went back as a whole before we saw it. */
    String codeOfRefunded();

    /** Whether the market keeps its fee of what was refunded: then it is told as paid and refunded, and not refused. */
    default boolean keepsItsFee() {
        return false;
    }

    /** What the address of a call contains. */
    String path(Call call);

    /** Whether the market refuses to finish what it has taken back, so that the refund is found by that. */
    default boolean finishingTellsOfRefunds() {
        return true;
    }

    /** The statuses under which the market refuses a look at its record for now. */
    default List<Integer> statusesThatPass() {
        return List.of(409, 429, 500, 503);
    }

    /** The fields by which the simulator is asked for the notification that a sale was paid. */
    default String toldOfPayment(Bought bought) {
        return bought.about();
    }

    /** The fields by which the simulator is asked for the notification that the money of a sale went back. */
    default String toldOfRefund(Bought bought) {
        return bought.about();
    }

    /** The kind of notification that is understood and of no interest. */
    default String kindOfNoInterest() {
        return "TEST";
    }

    /** Whether the sender of what is told about payments is proven; if not, anybody may have sent it. */
    default boolean signsWhatItTellsOfPayments() {
        return true;
    }

    /** The kind of notification that is sent with a wrong proof. */
    default String kindOfForgery() {
        return "FORGED";
    }

    /** The ways in which a notification's proof can be wrong. */
    List<String> wrongProofs();
}
