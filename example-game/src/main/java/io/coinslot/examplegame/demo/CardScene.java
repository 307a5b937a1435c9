package io.coinslot.examplegame.demo;

import io.coinslot.client.CardRegistration;
import io.coinslot.client.CardRegistration.AuthenticationMethod;
import io.coinslot.client.CardRegistration.Card;
import io.coinslot.client.CardRegistration.CodeResult;
import io.coinslot.client.CardRegistrations;
import io.coinslot.client.CardState;
import io.coinslot.client.NewCardRegistration.Selection;
import io.coinslot.client.PaymentToken;
import io.coinslot.client.Purchase;
import io.coinslot.examplegame.card.SimulatedPhone;
import io.coinslot.examplegame.inventory.Goods;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One thing that can happen to a card that another device has. */
record CardScene(String title, Play play) {
    private static final String WATCH = "watch";
    private static final String PHONE = "phone";
    private static final String COINSLOT = "Coinslot";
    private static final String WALLET = SimulatedPhone.WALLET;
    private static final String BANK = SimulatedPhone.BANK;
    /** Published test numbers: the bank approves the first, and wants a code for the second. */
    private static final String APPROVED = "5555555555554444";

    private static final String GAME = "game";
    private static final String BOUGHT = "gem-100";

    private static final String WITH_CODE = "2222400070000005";

    /** What is done. */
    @FunctionalInterface
    interface Play {
        void perform(CardStage stage, Trace trace);
    }

    /** All that the demonstration shows of cards, in order. */
    static List<CardScene> all() {
        return List.of(
                new CardScene("registered on the watch in four steps", CardScene::inFourSteps),
                new CardScene("charged for a purchase, the first payment with it", CardScene::firstPayment),
                new CardScene("chosen on the watch, activated by a code", CardScene::byCode));
    }

    private static void inFourSteps(CardStage stage, Trace trace) {
        stage.phone().registerCard(APPROVED);
        trace.also(PHONE, WALLET, "registers a card that ends in " + suffix(APPROVED));
        int before = stage.phone().askedOfTheWallet();
        CardRegistration asked = stage.register("pay", Selection.ALL);
        trace.step(1, WATCH, COINSLOT, "asks for the account's cards: " + asked.registrationId());
        CardRegistration done = stage.await(asked);
        if (done.state() != CardState.COMPLETED) {
            throw new Stage.NotAsExpected("the registration is " + done.state() + " " + done.errorCode());
        }
        Card card = done.cards().getFirst();
        traceTheWallet(stage, trace, before, card);
        traceTheBank(stage, trace, card);
        trace.also(COINSLOT, WATCH, "the card is on the watch, its token ends in " + card.tokenPanSuffix());
    }

    /** Nobody stands before a page: the game names the token, and the goods are there. */
    private static void firstPayment(CardStage stage, Trace trace) {
        PaymentToken token = stage.watch()
                .paymentTokens()
                .list()
                .filter(held -> suffix(APPROVED).equals(held.accountPanSuffix()))
                .findFirst()
                .orElseThrow(() -> new Stage.NotAsExpected("no card on the watch ends in " + suffix(APPROVED)));
        String item = Goods.of(BOUGHT, 1).item();
        int before = stage.game().owned(item);
        trace.also(GAME, COINSLOT, BOUGHT + ", charged to the token " + shown(token.tokenUniqueReference()));
        Purchase paid = stage.game().charge(token.tokenUniqueReference(), BOUGHT, "USD");
        trace.also(COINSLOT, BANK, "what pays with it once, sealed to a key that is used once");
        trace.also(COINSLOT, "stripe", paid.total() + ", " + transaction(paid));
        stage.game().awaitOwned(item, before + Goods.of(BOUGHT, 1).count());
        trace.also(COINSLOT, GAME, "paid: the game delivers");
    }

    private static String transaction(Purchase paid) {
        return paid.payment() == null ? "" : String.valueOf(paid.payment().marketTransactionId());
    }

    private static String shown(String reference) {
        return reference.substring(0, Math.min(12, reference.length())) + "…";
    }

    /** Steps 2 and 3, as the wallet has them in its ledger. */
    private static void traceTheWallet(CardStage stage, Trace trace, int before, Card card) {
        List<String> calls = stage.phone().askedOfTheWalletSince(before);
        if (!calls.contains("search 200") || !calls.contains("credential 200")) {
            throw new Stage.NotAsExpected("the wallet was asked for " + calls);
        }
        trace.step(2, COINSLOT, WALLET, "which cards the account has registered there");
        trace.step(
                3,
                WALLET,
                COINSLOT,
                "a " + card.productConfig().shortDescription() + " that ends in " + card.accountPanSuffix()
                        + ", its number sealed to " + BANK);
    }

    /** Step 4, as the bank has it in its ledger. */
    private static JsonNode traceTheBank(CardStage stage, Trace trace, Card card) {
        String token = String.valueOf(card.tokenUniqueReference());
        JsonNode task = stage.phone().taskAtTheBank(token);
        if (task.isEmpty()) {
            throw new Stage.NotAsExpected(BANK + " knows of no token " + token);
        }
        trace.step(
                4,
                COINSLOT,
                BANK,
                "register it for the watch: " + task.path("decision").asString("") + ", token " + token.substring(0, 12)
                        + "… " + task.path("tokenStatus").asString(""));
        return task;
    }

    private static void byCode(CardStage stage, Trace trace) {
        stage.phone().registerCard(WITH_CODE);
        trace.also(PHONE, WALLET, "registers a card that ends in " + suffix(WITH_CODE));
        int before = stage.phone().askedOfTheWallet();
        CardRegistration asked = stage.register("choose", Selection.CHOOSE);
        trace.step(1, WATCH, COINSLOT, "asks for the account's cards: " + asked.registrationId());
        CardRegistration offered = expect(stage.await(asked), CardState.SELECTION_PENDING);
        Card wanted = ending(offered);
        CardRegistrations cards = stage.watch().cardRegistrations();
        String id = offered.registrationId();
        CardRegistration chosen = stage.await(cards.select(id, List.of(wanted.cardReferenceId())));
        Card terms = ending(expect(chosen, CardState.TERMS_PENDING));
        CardRegistration challenged = stage.await(cards.acceptTerms(
                id, String.valueOf(terms.productConfig().termsAndConditionsAssetId()), Instant.now()));
        Card inactive = ending(expect(challenged, CardState.AUTHENTICATION_REQUIRED));
        traceTheWallet(stage, trace, before, inactive);
        trace.also(WATCH, COINSLOT, "this one, and the bank's terms are accepted");
        traceTheBank(stage, trace, inactive);
        activate(stage, trace, id, inactive);
    }

    private static void activate(CardStage stage, Trace trace, String id, Card inactive) {
        CardRegistrations cards = stage.watch().cardRegistrations();
        AuthenticationMethod method = inactive.authenticationMethods().getFirst();
        CardRegistration sent = stage.await(cards.requestCode(id, method.id()));
        expect(sent, CardState.CODE_SENT);
        trace.also(WATCH, COINSLOT, "a code, please, to " + method.value());
        String code = stage.phone().codeFor(String.valueOf(inactive.tokenUniqueReference()));
        trace.also(BANK, PHONE, "a code of " + code.length() + " digits");
        CardRegistration checked = cards.activate(id, code);
        trace.also(WATCH, COINSLOT, "the code: " + checked.result());
        if (checked.result() != CodeResult.SUCCESS) {
            throw new Stage.NotAsExpected("the code is " + checked.result());
        }
        Card done = ending(expect(stage.await(checked), CardState.COMPLETED));
        trace.also(COINSLOT, WATCH, "the card is on the watch, its token ends in " + done.tokenPanSuffix());
    }

    private static CardRegistration expect(CardRegistration registration, CardState state) {
        if (registration.state() != state) {
            throw new Stage.NotAsExpected("the registration is " + registration.state() + " " + registration.errorCode()
                    + ", expected " + state);
        }
        return registration;
    }

    private static Card ending(CardRegistration registration) {
        return registration.cards().stream()
                .filter(card -> suffix(WITH_CODE).equals(card.accountPanSuffix()))
                .findFirst()
                .orElseThrow(() -> new Stage.NotAsExpected("no card ends in " + suffix(WITH_CODE)));
    }

    private static String suffix(String number) {
        return number.substring(number.length() - 4);
    }
}
