package io.coinslot.billing.limit;

import java.time.LocalDate;
import org.joda.money.Money;

/**
 * Confirmed purchases of a day that are no longer kept one by one.
 *
 * @param day ISO 8601 date in UTC
 */
public record DayTotal(String day, Money amount) {
    LocalDate date() {
        return LocalDate.parse(day);
    }
}
