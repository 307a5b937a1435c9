package io.coinslot.localstack.launcher;

import java.util.List;

/** What the demo service sells. */
record DemoProduct(String id, String name, String type, String won, String dollars) {
    static final List<DemoProduct> ALL = List.of(
            new DemoProduct("gem-100", "100 gems", "CURRENCY", "1200", "0.99"),
            new DemoProduct("gem-550", "550 gems", "CURRENCY", "5900", "4.99"),
            new DemoProduct("gem-1200", "1,200 gems", "CURRENCY", "12000", "9.99"),
            new DemoProduct("potion-5", "Five potions", "CONSUMABLE", "2500", "1.99"),
            new DemoProduct("season-pass", "Season pass", "DURABLE", "9900", "7.99"));

    String json() {
        return """
            {"name":"%s","type":"%s","active":true,\
            "prices":[{"amount":"%s","currency":"KRW"},{"amount":"%s","currency":"USD"}],\
            "marketProductIds":{\
            "google-play":"%6$s",\
            "app-store":"%6$s",\
            "one-store":"%6$s",\
            "galaxy-store":"%6$s",\
            "stripe":"%5$s"}}\
            """.formatted(name, type, won, dollars, id, id.replace('-', '_'));
    }
}
