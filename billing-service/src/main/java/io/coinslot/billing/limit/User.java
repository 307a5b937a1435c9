package io.coinslot.billing.limit;

import io.coinslot.billing.catalog.ServiceId;
import io.coinslot.billing.purchase.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** A user of a service who has limits or has been asked for consents. Users with neither have no document. */
public record User(ServiceId serviceId, UserId userId, List<Limit> limits, Ledger ledger, List<Consent> consents) {
    static final int MOST_CONSENTS = 50;

    public User {
        limits = List.copyOf(limits);
        consents = List.copyOf(consents);
    }

    static User blank(ServiceId serviceId, UserId userId) {
        return new User(serviceId, userId, List.of(), Ledger.EMPTY, List.of());
    }

    Optional<Limit> limit(CurrencyUnit currency) {
        return limits.stream()
                .filter(limit -> limit.currency().equals(currency.getCode()))
                .findFirst();
    }

    public Optional<Consent> consent(String kind) {
        return consents.stream().filter(consent -> consent.kind().equals(kind)).findFirst();
    }

    Set<String> consentsMissing(Set<String> required) {
        Set<String> missing = new TreeSet<>(required);
        consents.stream().filter(Consent::granted).map(Consent::kind).forEach(missing::remove);
        return missing;
    }

    User withLimits(List<Limit> next) {
        return new User(serviceId, userId, next, ledger, consents);
    }

    User with(Consent consent) {
        List<Consent> next = new ArrayList<>(consents);
        next.removeIf(other -> other.kind().equals(consent.kind()));
        next.add(consent);
        return new User(serviceId, userId, limits, ledger, next);
    }

    User with(Spending spending, LocalDate today) {
        return new User(serviceId, userId, limits, ledger.with(spending, today), consents);
    }

    /** What counts against limits in this currency. */
    public Spent spent(CurrencyUnit currency, Instant now) {
        LocalDate today = Spending.dayOf(now);
        return new Spent(ledger.spentOn(today, currency), ledger.spentIn(Spending.monthOf(today), currency));
    }

    /** Why the amount does not fit into the limit, or null if it does. */
    Permit.@Nullable Exceeded exceeding(Limit limit, Money amount, Instant now) {
        Spent spent = spent(amount.getCurrencyUnit(), now);
        if (limit.daily() != null && spent.day().plus(amount).isGreaterThan(limit.daily())) {
            return new Permit.Exceeded("day", limit.daily(), spent.day());
        }
        if (limit.monthly() != null && spent.month().plus(amount).isGreaterThan(limit.monthly())) {
            return new Permit.Exceeded("month", limit.monthly(), spent.month());
        }
        return null;
    }
}
