package io.coinslot.simulators.issuer;

import io.coinslot.simulators.issuer.Task.Funding;
import io.coinslot.simulators.sealing.OpeningKey;
import io.coinslot.simulators.sealing.SealRefusal;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds out which card a request means. Callers hold the company's lock. */
final class FundingAccounts {
    private final String companyId;
    private final BankMemory memory;
    private final DecisionTable table;
    private final CardNumbers numbers;
    private final OpeningKey key;
    private final Clock clock;

    /** @param companyId for whom credentials must be sealed */
    FundingAccounts(
            String companyId,
            BankMemory memory,
            DecisionTable table,
            CardNumbers numbers,
            OpeningKey key,
            Clock clock) {
        this.companyId = companyId;
        this.memory = memory;
        this.table = table;
        this.numbers = numbers;
        this.key = key;
        this.clock = clock;
    }

    Funding sealed(JsonNode payload, String taskId) {
        JsonNode content = opened(payload);
        if (!content.path("audience").asString("").equals(companyId)) {
            throw IssuerRefusal.of(400, "PAYLOAD_WRONG_AUDIENCE", "The payload was sealed for somebody else.");
        }
        if (!content.path("taskId").asString("").equals(taskId)) {
            throw IssuerRefusal.of(400, "PAYLOAD_WRONG_TASK", "The payload was sealed for another task.");
        }
        return within(content);
    }

    private Funding within(JsonNode content) {
        String card = content.path("panUniqueReference").asString("");
        String token = content.path("tokenUniqueReference").asString("");
        JsonNode account = content.path("cardAccountData");
        Funding found;
        if (account.isObject()) {
            found = byNumber(account);
        } else if (!card.isEmpty()) {
            found = byCard(card);
        } else if (!token.isEmpty()) {
            found = byToken(token);
        } else {
            throw invalidCard();
        }
        return new Funding(
                FundingSource.ENCRYPTED_PAYLOAD,
                found.panUniqueReference(),
                found.accountPanSuffix(),
                found.expiryIsRight());
    }

    /** Opens a payload; its content is a card's number at worst and goes nowhere from here. */
    JsonNode opened(JsonNode payload) {
        try {
            return key.open(payload, clock.instant());
        } catch (SealRefusal refusal) {
            throw IssuerRefusal.sealed(refusal);
        }
    }

    private Funding byNumber(JsonNode account) {
        String number = account.path("accountNumber").asString("");
        String month = account.path("expiryMonth").asString("");
        String year = account.path("expiryYear").asString("");
        if (!CardNumbers.isValid(number) || !month.matches("0[1-9]|1[0-2]") || !year.matches("[0-9]{2}")) {
            throw invalidCard();
        }
        KnownCard card = table.byNumber(number);
        return new Funding(
                FundingSource.ENCRYPTED_PAYLOAD,
                card == null ? numbers.panUniqueReference(number) : card.panUniqueReference(),
                CardNumbers.suffix(number),
                card == null || card.expiry().equals(month + year));
    }

    Funding byCard(String panUniqueReference) {
        KnownCard card = table.byReference(panUniqueReference);
        if (card == null) {
            throw IssuerRefusal.notFound("PAN_NOT_FOUND", "card");
        }
        return new Funding(FundingSource.PAN_UNIQUE_REFERENCE, panUniqueReference, card.suffix(), true);
    }

    /** By a token that the card has on another device, whoever ordered that. */
    Funding byToken(String tokenUniqueReference) {
        Token token = memory.token(tokenUniqueReference);
        if (token == null) {
            throw IssuerRefusal.notFound("TOKEN_NOT_FOUND", "token");
        }
        if (token.status() != TokenStatus.ACTIVE && token.status() != TokenStatus.SUSPENDED) {
            throw IssuerRefusal.conflict("TOKEN_NOT_ACTIVE", "The token never was or no longer is active.");
        }
        return new Funding(
                FundingSource.TOKEN_UNIQUE_REFERENCE,
                token.face().panUniqueReference(),
                token.face().accountPanSuffix(),
                true);
    }

    /** The card itself, or null if the number is none of the company's. */
    @Nullable
    KnownCard card(Funding funding) {
        return table.byReference(funding.panUniqueReference());
    }

    private static IssuerRefusal invalidCard() {
        return IssuerRefusal.of(400, "INVALID_CARD_DATA", "The card's data cannot be those of a card.");
    }
}
