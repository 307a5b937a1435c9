package io.coinslot.simulators.peer;

import io.coinslot.simulators.accountprovider.AccountProvider;
import io.coinslot.simulators.control.ControlRefusal;
import io.coinslot.simulators.control.Input;
import io.coinslot.simulators.issuer.CardNumbers;
import io.coinslot.simulators.issuer.Company;
import io.coinslot.simulators.protocol.Json;
import java.time.Clock;
import java.util.Arrays;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the devices of the other payment server do with their cards. Callers hold the server's lock. */
final class PeerCards {
    private final PeerMemory memory;
    private final CardNumbers numbers;
    private final NumberVault vault;
    private final AccountProvider accounts;
    private final PeerNotices notices;
    private final Clock clock;

    PeerCards(
            PeerMemory memory,
            CardNumbers numbers,
            NumberVault vault,
            AccountProvider accounts,
            PeerNotices notices,
            Clock clock) {
        this.memory = memory;
        this.numbers = numbers;
        this.vault = vault;
        this.accounts = accounts;
        this.notices = notices;
        this.clock = clock;
    }

    /** A device registers a card. */
    JsonNode register(Input input) {
        String accountId = input.text("accountId");
        String number = input.text("accountNumber");
        if (!CardNumbers.isValid(number)) {
            throw ControlRefusal.invalid("/accountNumber", "must be a card's number");
        }
        String expiry = input.text("expiryMonth", "03") + input.text("expiryYear", "30");
        if (!expiry.matches("(0[1-9]|1[0-2])[0-9]{2}")) {
            throw ControlRefusal.invalid("/expiryMonth", "must be a month and a year of two digits each");
        }
        PeerCard card = new PeerCard(
                "card-" + UUID.randomUUID(),
                accounts.pairwiseId(Peer.ID, accountId),
                accountId,
                vault.hide(number),
                facts(number),
                expiry,
                PeerCard.State.LIVE,
                clock.instant(),
                issuerId(input));
        memory.put(card);
        return body(card);
    }

    private static String issuerId(Input input) {
        String id = input.text("issuerId", Company.BANK.id());
        if (Arrays.stream(Company.values()).noneMatch(company -> company.id().equals(id))) {
            throw ControlRefusal.invalid("/issuerId", "must be the id of a financial company");
        }
        return id;
    }

    private PeerCard.Facts facts(String number) {
        // Any four digits do, as long as the card always has the same ones.
        int token = Math.floorMod(numbers.panUniqueReference(number).hashCode(), 10_000);
        return new PeerCard.Facts(
                numbers.panUniqueReference(number),
                numbers.paymentAccountReference(number),
                CardNumbers.suffix(number),
                "%04d".formatted(token),
                CardNumbers.brand(number));
    }

    /** A device takes a card away, or gets another one in its place; all partners that know it are told. */
    JsonNode leave(String cardId, PeerCard.State state) {
        PeerCard card = memory.card(cardId);
        if (card == null) {
            throw ControlRefusal.unknown("no such card");
        }
        if (card.state() != PeerCard.State.LIVE) {
            throw ControlRefusal.conflict("the card is " + card.state());
        }
        PeerCard left = card.to(state);
        memory.put(left);
        notices.tell(left);
        return body(left);
    }

    private static ObjectNode body(PeerCard card) {
        return Json.object()
                .put("cardId", card.cardId())
                .put("accountPanSuffix", card.facts().accountPanSuffix())
                .put("panUniqueReference", card.facts().panUniqueReference())
                .put("state", card.state().name());
    }
}
