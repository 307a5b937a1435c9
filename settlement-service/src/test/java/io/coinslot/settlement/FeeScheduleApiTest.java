package io.coinslot.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.coinslot.servicekit.consume.Consumed;
import io.coinslot.settlement.journal.Booking.Captured;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Fee schedules of a service, and the fees they lead to. */
class FeeScheduleApiTest extends SettlementApi {
    @Test
    void takesARateThatIsANumberAsItIsWritten() throws Exception {
        String path = "/v1/fee-schedules/stripe";
        assertThat(put(path, "[{'from':'2026-01-01','rate':0.029}]").text("/0/rate"))
                .isEqualTo("0.029");
        assertThat(put(path, "[{'from':'2026-01-01','rate':1}]").text("/0/rate"))
                .isEqualTo(put(path, "[{'from':'2026-01-01','rate':'1'}]").text("/0/rate"));
        String tiers =
                "[{'from':'2026-01-01','tiers':[" + tier("1", "USD").replace("'0.1'", "0.1") + ",{'rate':0.25}]}]";
        assertThat(put(path, tiers).text("/0/tiers/1/rate")).isEqualTo("0.25");
    }

    @Test
    void takesAFeeScheduleOfTheServicesOwn() throws Exception {
        String path = "/v1/fee-schedules/stripe";
        Answer put = put(path, "[{'country':'KR','from':'2026-01-01T00:00:00Z','rate':'0.019'}]");
        assertThat(put.body().at("/0").toString())
                .isEqualTo("{\"country\":\"KR\",\"from\":\"2026-01-01T00:00:00Z\",\"rate\":\"0.019\","
                        + "\"fixed\":null,\"builtIn\":false}");
        assertThat(put(path, "[{'country':'KR','from':'2026-01-01','rate':'0.019','tiers':[]}]")
                        .body())
                .isEqualTo(put.body());
        assertThat(put(path, get(owner, path).response().body()).body()).isEqualTo(put.body());
        assertThat(put(path, "[{'from':'2026-01-01T00:00:00Z','rate':'1.1'}]").problem())
                .isEqualTo("400 invalid-request /0/rate");
        assertThat(put(path, "[{'from':'2026-01-01T00:00:00Z','rate':0.1e-9}]").problem())
                .isEqualTo("400 invalid-request /0/rate");
        for (String rate : List.of("0.15000000000000002", "0.1500000", "1e-1", "true", "{}", "-0.1", "2")) {
            assertThat(put(path, "[{'from':'2026-01-01T00:00:00Z','rate':%s}]".formatted(rate))
                            .problem())
                    .as(rate)
                    .isEqualTo("400 invalid-request /0/rate");
        }
        assertThat(put(path, "[{'rate':'0.1'}]").problem()).isEqualTo("400 invalid-request /0/from");
        assertThat(put(path, "[{'from':'2026-01-01','rate':'0.1','fixd':{'amount':'0.3','currency':'USD'}}]")
                        .problem())
                .isEqualTo("400 invalid-request /0/fixd");
        assertThat(put(
                                path,
                                "[{'from':'2026-01-01T00:00:00Z','rate':'0.1','fixed':{'amount':'0.301','currency':'USD'}}]")
                        .problem())
                .isEqualTo("400 invalid-request /0/fixed/amount");
        assertThat(put(path, "[{'from':'-999999999-01-01T00:00:00Z','rate':'0.1'}]")
                        .problem())
                .isEqualTo("400 invalid-request /0/from");
        assertThat(put("/v1/fee-schedules/steam", "[]").problem()).isEqualTo("404 not-found");
    }

    /** Whoever edits a rule of ours and sends it back means something by it. */
    @Test
    void takesBackRulesOfOursOnlyAsTheyAre() throws Exception {
        String path = "/v1/fee-schedules/app-store";
        String ours = "{'country':null,'from':'1970-01-01T00:00:00Z','rate':'0.3','fixed':null,'builtIn':true}";
        assertThat(get(owner, path).body().toString().replace('"', '\'')).isEqualTo("[" + ours + "]");
        assertThat(put(path, "[" + ours + "]").status()).isEqualTo(200);
        assertThat(put(path, "[{'from':'1970-01-01','rate':'0.300','builtIn':true}]")
                        .status())
                .as("however it is written")
                .isEqualTo(200);
        for (String edited : List.of(
                ours.replace("0.3", "0.15"),
                ours.replace("1970", "2026"),
                ours.replace("null,'from'", "'KR','from'"))) {
            assertThat(put(path, "[{'from':'2026-01-01','rate':'0.1'}," + edited + "]")
                            .problem())
                    .isEqualTo("400 invalid-request /1/builtIn");
        }
        String tiers = "'tiers':[" + tier("1", "USD") + ",{'rate':'0.3'}]";
        assertThat(put(path, "[{'from':'1970-01-01'," + tiers + ",'builtIn':true}]")
                        .problem())
                .isEqualTo("400 invalid-request /0/builtIn");
        assertThat(put(path, "[{'builtIn':true}]").problem()).isEqualTo("400 invalid-request /0/rate");
        assertThat(get(owner, path).body()).as("nothing was set").hasSize(1);
        String card = get(owner, "/v1/fee-schedules/stripe").response().body();
        assertThat(put("/v1/fee-schedules/stripe", card.replace("\"amount\":\"0.30\"", "\"amount\":\"0.20\""))
                        .problem())
                .startsWith("400 invalid-request /")
                .endsWith("/builtIn");
    }

    /** No one could say which of them is in force. */
    @Test
    void refusesTwoRulesForTheSameFromTheSameTimeOn() throws Exception {
        String path = "/v1/fee-schedules/stripe";
        String day = "{'country':'KR','from':'2026-01-01','rate':'0.019'}";
        String time = "{'country':'KR','from':'2026-01-01T09:00:00+09:00','rate':'0.02'}";
        assertThat(put(path, "[{'from':'2026-01-01','rate':'0.1'}," + day + "," + time + "]")
                        .problem())
                .isEqualTo("400 invalid-request /2/from");
        String dollars = "'tiers':[" + tier("1", "USD") + ",{'rate':'0.2'}]";
        assertThat(put(
                                path,
                                "[{'from':'2026-01-01'," + dollars
                                        + "},{'from':'2026-01-01','rate':'0.1','fixed':{'amount':'0.3','currency':'USD'}}]")
                        .problem())
                .isEqualTo("400 invalid-request /1/from");
        assertThat(put(
                                path,
                                "[{'from':'2026-01-01','rate':'0.1'},{'from':'2026-01-02','rate':'0.1'}," + day
                                        + ",{'from':'2026-01-01','rate':'0.1','fixed':{'amount':'0.3','currency':'USD'}},"
                                        + "{'from':'2026-01-01','rate':'0.1','fixed':{'amount':'0.3','currency':'EUR'}}]")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void takesRatesByTurnoverAndNamesWhatIsWrongWithThem() throws Exception {
        String path = "/v1/fee-schedules/google-play";
        String tiers = "'tiers':[{'upTo':{'amount':'1000000','currency':'USD'},'rate':'0.15'},{'rate':'0.30'}]";
        Answer put = put(
                path,
                "[{'from':'2026-06-01'," + tiers + ",'turnoverBefore':{'amount':'999990','currency':'USD'},"
                        + "'fixed':{'amount':'0.30','currency':'USD'}}]");
        assertThat(put.body().at("/0").toString())
                .isEqualTo("{\"country\":null,\"from\":\"2026-06-01T00:00:00Z\",\"rate\":null,\"tiers\":["
                        + "{\"upTo\":{\"amount\":\"1000000.00\",\"currency\":\"USD\"},\"rate\":\"0.15\"},"
                        + "{\"upTo\":null,\"rate\":\"0.3\"}],"
                        + "\"turnoverBefore\":{\"amount\":\"999990.00\",\"currency\":\"USD\"},"
                        + "\"fixed\":{\"amount\":\"0.30\",\"currency\":\"USD\"},\"builtIn\":false}");
        assertThat(put(path, get(owner, path).response().body()).body()).isEqualTo(put.body());

        assertThat(refusedRule("'rate':'0.1'," + tiers)).isEqualTo("/0/tiers");
        assertThat(refusedRule("'tiers':[{'rate':'0.1'}]")).isEqualTo("/0/tiers");
        assertThat(refusedRule("'tiers':[{'rate':'0.1'},{'rate':'0.2'}]")).isEqualTo("/0/tiers/0/upTo");
        assertThat(refusedRule("'tiers':[" + tier("1", "USD") + "," + tier("2", "USD") + "]"))
                .isEqualTo("/0/tiers/1/upTo");
        assertThat(refusedRule("'tiers':[" + tier("2", "USD") + "," + tier("2", "USD") + ",{'rate':'0.1'}]"))
                .isEqualTo("/0/tiers/1/upTo/amount");
        assertThat(refusedRule("'tiers':[" + tier("0", "USD") + ",{'rate':'0.1'}]"))
                .isEqualTo("/0/tiers/0/upTo/amount");
        assertThat(refusedRule("'tiers':[" + tier("1", "USD") + "," + tier("2", "EUR") + ",{'rate':'0.1'}]"))
                .isEqualTo("/0/tiers/1/upTo/currency");
        assertThat(refusedRule("'tiers':[" + tier("1", "USD") + ",{'rate':'1.1'}]"))
                .isEqualTo("/0/tiers/1/rate");
        assertThat(refusedRule("'tiers':[" + tier("1", "USD") + ",null]")).isEqualTo("/0/tiers/1");
        assertThat(refusedRule(tiers + ",'fixed':{'amount':'1','currency':'KRW'}"))
                .isEqualTo("/0/fixed/currency");
        assertThat(refusedRule(tiers + ",'turnoverBefore':{'amount':'1','currency':'KRW'}"))
                .isEqualTo("/0/turnoverBefore/currency");
        assertThat(refusedRule("'rate':'0.1','turnoverBefore':{'amount':'1','currency':'KRW'}"))
                .isEqualTo("/0/turnoverBefore");
    }

    /** Captures count from the first rule with tiers on: there alone something was before. */
    @Test
    void theFirstRuleWithTiersAloneSaysWhatWasBefore() throws Exception {
        String path = "/v1/fee-schedules/google-play";
        String dollars = "'tiers':[" + tier("1", "USD") + ",{'rate':'0.2'}]";
        String euros = "'tiers':[" + tier("1", "EUR") + ",{'rate':'0.2'}]";
        String cent = ",'turnoverBefore':{'amount':'0.01','currency':'USD'}";
        String march = "{'from':'2026-03-01'," + dollars;
        assertThat(put(path, "[{'from':'2026-07-01'," + dollars + cent + "}," + march + "}]")
                        .problem())
                .isEqualTo("400 invalid-request /0/turnoverBefore");
        assertThat(put(path, "[" + march + cent + "},{'from':'2026-07-01','country':'KR'," + dollars + cent + "}]")
                        .problem())
                .isEqualTo("400 invalid-request /1/turnoverBefore");
        assertThat(put(path, "[" + march + "},{'from':'2027-07-01'," + dollars + cent + "}]")
                        .problem())
                .as("all of that year is counted")
                .isEqualTo("400 invalid-request /1/turnoverBefore");
        assertThat(put(path, "[" + march + cent + "},{'from':'2026-03-01','country':'KR'," + dollars + cent + "}]")
                        .problem())
                .isEqualTo("400 invalid-request /1/turnoverBefore");
        Answer put = put(
                path,
                "[{'from':'2026-01-01','rate':'0.1'},{'from':'2026-07-01'," + dollars + "}," + march + cent
                        + "},{'from':'2026-07-01'," + euros
                        + ",'turnoverBefore':{'amount':'1','currency':'EUR'}}]");
        assertThat(put.status()).isEqualTo(200);
        assertThat(put(path, put.response().body()).body()).isEqualTo(put.body());
    }

    private static String tier(String upTo, String currency) {
        return "{'upTo':{'amount':'" + upTo + "','currency':'" + currency + "'},'rate':'0.1'}";
    }

    private String refusedRule(String content) throws Exception {
        Answer answer = put("/v1/fee-schedules/google-play", "[{'from':'2026-01-01'," + content + "}]");
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
        return answer.body().at("/errors/0/pointer").asString();
    }

    @Test
    void everyFeeByTurnoverAddsUpAndCanBeExplained() throws Exception {
        put(
                "/v1/fee-schedules/google-play",
                "[{'from':'2026-01-01','tiers':[{'upTo':{'amount':'100','currency':'USD'},'rate':'0.15'},{'rate':'0.3'}]}]");
        List<CompletableFuture<Consumed>> captures = new ArrayList<>();
        Instant at = Instant.parse("2026-05-01T00:00:00Z");
        for (int number = 0; number < 200; number++) {
            Captured dollarAndCent = new Captured("u1", usd(101), usd(0), "US", at, false);
            for (int time = 0; time < 3; time++) {
                captures.add(journal.capture(source(number, "again" + time), "google-play", dollarAndCent)
                        .toCompletableFuture());
            }
        }
        Captured yearBefore = new Captured("u1", usd(10_000), usd(0), "US", at.minus(Duration.ofDays(365)), false);
        Captured won = new Captured(
                "u1",
                Money.ofMinor(CurrencyUnit.of("KRW"), 9_000_000),
                Money.zero(CurrencyUnit.of("KRW")),
                "KR",
                at,
                false);
        captures.add(
                journal.capture(source(900, "a"), "google-play", yearBefore).toCompletableFuture());
        captures.add(journal.capture(source(901, "a"), "google-play", won).toCompletableFuture());
        CompletableFuture.allOf(captures.toArray(CompletableFuture[]::new)).get();

        assertThat(captures.stream().map(CompletableFuture::join).filter(Consumed.APPLIED::equals))
                .hasSize(202);
        List<JsonNode> fees = new ArrayList<>();
        for (int number = 0; number < 200; number++) {
            fees.add(captureEntry(number).at("/fee"));
        }
        // 202.00 in all: 15 % of 100.00 and 30 % of 102.00.
        assertThat(fees.stream()
                        .map(fee -> cents(fee, "/turnover/feeAfter") - cents(fee, "/turnover/feeBefore"))
                        .reduce(0L, Long::sum))
                .isEqualTo(1_500 + 3_060);
        assertThat(fees.stream().map(fee -> cents(fee, "/turnover/before")).sorted())
                .isEqualTo(LongStream.range(0, 200)
                        .map(place -> place * 101)
                        .boxed()
                        .toList());
        for (int number = 0; number < 200; number++) {
            JsonNode entry = captureEntry(number);
            JsonNode fee = entry.at("/fee");
            assertThat(cents(entry, "/lines/1/amount"))
                    .isEqualTo(cents(fee, "/turnover/feeAfter") - cents(fee, "/turnover/feeBefore"));
        }
        assertThat(captureEntry(901).at("/fee").toString())
                .isEqualTo("{\"reckonedOn\":{\"amount\":\"9000000\",\"currency\":\"KRW\"},"
                        + "\"parts\":[{\"rate\":\"0.15\",\"amount\":{\"amount\":\"9000000\",\"currency\":\"KRW\"}}],"
                        + "\"fixed\":{\"amount\":\"0\",\"currency\":\"KRW\"}}");
        assertThat(captureEntry(900).at("/fee/turnover").isMissingNode()).isTrue();
    }

    private JsonNode captureEntry(int purchase) throws Exception {
        return get(owner, "/v1/journal-entries?purchaseId=" + service + "-" + purchase)
                .body()
                .at("/items/0");
    }

    private static long cents(JsonNode node, String pointer) {
        return new BigDecimal(node.at(pointer + "/amount").asString())
                .movePointRight(2)
                .longValueExact();
    }
}
