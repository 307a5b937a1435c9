package io.coinslot.billing.purchase;

import io.coinslot.billing.BillingProblem;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor asks for the page after it; null if this is the last one
 */
public record PageOfPurchases<T>(List<T> items, @Nullable String nextCursor) {
    private static final Pattern PLACE = Pattern.compile("(\\d{1,15})\\.(pur_[0-9a-z]{25})");

    /** @param found up to one more than fit, so that it is known whether there is a next page */
    public static <S, T> PageOfPurchases<T> of(
            List<S> found, int limit, Function<S, T> item, Function<S, PurchaseLists.Place> placeOf) {
        boolean hasMore = found.size() > limit;
        List<S> shown = hasMore ? found.subList(0, limit) : found;
        return new PageOfPurchases<>(
                shown.stream().map(item).toList(), hasMore ? cursor(placeOf.apply(shown.getLast())) : null);
    }

    private static String cursor(PurchaseLists.Place place) {
        String text = place.time().toEpochMilli() + "." + place.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads a cursor that a page carried; null stays null. */
    public static PurchaseLists.@Nullable Place place(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            Matcher matcher = PLACE.matcher(text);
            if (matcher.matches()) {
                return new PurchaseLists.Place(
                        Instant.ofEpochMilli(Long.parseLong(matcher.group(1))), matcher.group(2));
            }
        } catch (IllegalArgumentException e) {
            throw notValid();
        }
        throw notValid();
    }

    private static ProblemException notValid() {
        return Problem.atField(BillingProblem.CURSOR_NOT_VALID, "cursor", "send a nextCursor as it was answered")
                .asException();
    }
}
