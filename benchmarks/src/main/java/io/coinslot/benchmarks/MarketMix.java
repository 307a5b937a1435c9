package io.coinslot.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The markets of a run and how often each is bought at.
 *
 * @param weights purchases at each market, in proportion to those at the others
 * @param order the markets of as many purchases as the weights sum up to, spread evenly; then it begins again
 */
record MarketMix(Map<String, Integer> weights, List<String> order) {
    private static final int HEAVIEST = 100;

    /** Names with or without weights, such as google-play=3,stripe; or "all". */
    static MarketMix parse(String text) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        for (String part : text.equals("all") ? MarketPlayer.KNOWN : List.of(text.split(","))) {
            String[] nameAndWeight = part.split("=", 2);
            if (!MarketPlayer.KNOWN.contains(nameAndWeight[0])) {
                throw new IllegalArgumentException("--markets must be all, or of " + MarketPlayer.KNOWN);
            }
            if (weights.put(nameAndWeight[0], nameAndWeight.length == 1 ? 1 : weight(nameAndWeight[1])) != null) {
                throw new IllegalArgumentException("--markets names " + nameAndWeight[0] + " twice");
            }
        }
        return new MarketMix(weights, spread(weights));
    }

    private static int weight(String text) {
        if (text.matches("[0-9]{1,3}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= HEAVIEST) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException("a market's weight is 1 to " + HEAVIEST + ", not " + text);
    }

    /** Each place goes to the market that is furthest behind its share. */
    private static List<String> spread(Map<String, Integer> weights) {
        int places = weights.values().stream().mapToInt(Integer::intValue).sum();
        Map<String, Integer> credit = new LinkedHashMap<>();
        List<String> order = new ArrayList<>(places);
        for (int place = 0; place < places; place++) {
            weights.forEach((market, weight) -> credit.merge(market, weight, Integer::sum));
            String next = weights.keySet().stream()
                    .max(Comparator.comparingInt(credit::get))
                    .orElseThrow();
            credit.merge(next, -places, Integer::sum);
            order.add(next);
        }
        return List.copyOf(order);
    }

    List<String> names() {
        return List.copyOf(weights.keySet());
    }

    /** Where the purchase of this number is made. */
    String at(int number) {
        return order.get(number % order.size());
    }
}
