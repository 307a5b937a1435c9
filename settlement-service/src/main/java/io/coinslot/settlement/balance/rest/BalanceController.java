package io.coinslot.settlement.balance.rest;

import io.coinslot.servicekit.money.MoneyText;
import io.coinslot.servicekit.problem.InputRules;
import io.coinslot.servicekit.security.Caller;
import io.coinslot.settlement.balance.AccountKey;
import io.coinslot.settlement.balance.Balances;
import io.coinslot.settlement.balance.Holder;
import io.coinslot.settlement.journal.Side;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class BalanceController {
    private final Balances balances;

    BalanceController(Balances balances) {
        this.balances = balances;
    }

    /** Every account of the service or of one user; it follows the journal within moments. */
    @GetMapping("/v1/balances")
    BalanceList balances(Caller caller, @RequestParam(required = false) @Nullable String userId) {
        String serviceId = caller.requiring("settlements:read").service();
        Holder holder = new Holder(serviceId, InputRules.optional(userId, "userId", InputRules.LONGEST_ID));
        return new BalanceList(
                userId == null ? "SERVICE" : "USER",
                userId,
                balances.find(holder).entrySet().stream()
                        .map(BalanceView::of)
                        .sorted(Comparator.comparing(BalanceView::account)
                                .thenComparing(balance -> balance.amount().currency()))
                        .toList());
    }

    record BalanceList(String scope, @Nullable String userId, List<BalanceView> balances) {}

    /** @param side on which the account stands; a balance of zero stands on the credit side */
    record BalanceView(String account, Side side, MoneyText amount) {
        static BalanceView of(Map.Entry<AccountKey, Long> balance) {
            long credits = balance.getValue();
            return new BalanceView(
                    balance.getKey().account(),
                    credits < 0 ? Side.DEBIT : Side.CREDIT,
                    MoneyText.ofMinor(balance.getKey().currency(), Math.absExact(credits)));
        }
    }
}
