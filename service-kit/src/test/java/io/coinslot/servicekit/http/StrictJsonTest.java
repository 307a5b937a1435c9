package io.coinslot.servicekit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.coinslot.servicekit.money.MoneyText;
import io.coinslot.servicekit.problem.FieldError;
import io.coinslot.servicekit.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StrictJsonTest {
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final StrictJson strict = new StrictJson(LENIENT);

    enum Kind {
        COIN,
        GEM
    }

    record Order(
            @Nullable String text,
            @Nullable Long pieces,
            @Nullable Boolean active,
            @Nullable Double share,
            @Nullable Kind kind,
            @Nullable Instant at,
            @Nullable MoneyText price,
            @Nullable List<MoneyText> prices,
            @Nullable List<String> texts,
            @Nullable Map<String, String> settings,
            @Nullable Map<String, Object> data) {}

    record Orders(@Nullable List<JsonNode> items) {}

    private Order read(String json) {
        return strict.read(bytes(json), Order.class);
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static FieldError refused(ThrowingCallable reading) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, reading);
        assertThat(refusal).isNotNull();
        assertThat(refusal.problem().type().status()).isEqualTo(400);
        return refusal.problem().errors().getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'text':5}                        | /text             | must be a string",
                "{'text':1.99}                     | /text             | must be a string",
                "{'text':true}                     | /text             | must be a string",
                "{'text':['a']}                    | /text             | must be a string",
                "{'text':{}}                       | /text             | must be a string",
                "{'price':{'amount':100}}          | /price/amount     | must be a string",
                "{'prices':[{},{'amount':1.99}]}   | /prices/1/amount  | must be a string",
                "{'texts':['a',7]}                 | /texts/1          | must be a string",
                "{'settings':{'key':7}}            | /settings/key     | must be a string",
                "{'settings':'key'}                | /settings         | must be an object",
                "{'prices':{}}                     | /prices           | must be an array",
                "{'price':'1.99'}                  | /price            | must be an object",
                "{'price':''}                      | /price            | must be an object",
                "{'data':[1]}                      | /data             | must be an object",
                "{'pieces':'2'}                    | /pieces           | must be an integer",
                "{'pieces':'abc'}                  | /pieces           | must be an integer",
                "{'pieces':''}                     | /pieces           | must be an integer",
                "{'pieces':' '}                    | /pieces           | must be an integer",
                "{'pieces':1.5}                    | /pieces           | must be an integer",
                "{'pieces':true}                   | /pieces           | must be an integer",
                "{'pieces':99999999999999999999}   | /pieces           | is too large a number",
                "{'active':'true'}                 | /active           | must be true or false",
                "{'active':1}                      | /active           | must be true or false",
                "{'active':0}                      | /active           | must be true or false",
                "{'active':''}                     | /active           | must be true or false",
                "{'share':'0.5'}                   | /share            | must be a number",
                "{'kind':'STONE'}                  | /kind             | must be one of COIN, GEM",
                "{'kind':''}                       | /kind             | must be one of COIN, GEM",
                "{'active':' '}                    | /active           | must be true or false",
                "{'at':''}                         | /at               | is not of the expected form",
                "{'prices':''}                     | /prices           | must be an array",
                "{'texts':' '}                     | /texts            | must be an array",
                "{'settings':''}                   | /settings         | must be an object",
                "{'kind':1}                        | /kind             | must be one of COIN, GEM",
                "{'at':'yesterday'}                | /at               | is not of the expected form",
                "{'price':{'amuont':'1'}}          | /price/amuont     | there is no such field",
                "{'text':'a','text':'b'}           | /text             | stands there more than once",
                "{'prices':[{},{'amount':'1','amount':'2'}]} | /prices/1/amount | stands there more than once",
                "{'data':{'a':1,'a':2}}            | /data/a           | stands there more than once",
                "[]                                | ''                | must be an object",
                "\"text\"                            | ''                | must be an object",
                "7                                 | ''                | must be an object",
                "null                              | ''                | is missing",
                "{'text':'a'}{}                    | ''                | is followed by something else",
                "{'text':                          | ''                | 'is not JSON at line 1, column 9'"
            })
    void namesTheFieldAndWhatItMustBeInWordsOfJson(String json, String pointer, String detail) {
        String sent = json.replace("''", "\"\"");
        assertThat(refused(() -> read(sent))).isEqualTo(new FieldError(pointer, detail));
    }

    /** No description says of a text how it reads as a number. */
    @Test
    void takesEachTypeAsItself() {
        Order order = read("{'text':'5','pieces':2,'active':false,'share':1,'kind':'GEM',"
                + "'at':'2026-11-27T00:00:00Z','prices':[],'texts':null,'data':{'a':1,'b':true,'c':'x'}}");
        assertThat(order.text()).isEqualTo("5");
        assertThat(order.pieces()).isEqualTo(2);
        assertThat(order.active()).isFalse();
        assertThat(order.share()).isEqualTo(1.0);
        assertThat(order.kind()).isEqualTo(Kind.GEM);
        assertThat(order.data()).containsEntry("a", 1).containsEntry("b", true).containsEntry("c", "x");
    }

    /** What markets and partners answer is read by it: they may send a number for a text, and what is newer than we. */
    @Test
    void leavesTheMapperThatItWasMadeFromAsItIs() {
        Order order = LENIENT.readValue(bytes("{'text':5,'pieces':'2','new':1,'text':6}"), Order.class);
        assertThat(order.text()).isEqualTo("6");
        assertThat(order.pieces()).isEqualTo(2);
    }

    @Test
    void readsItemsOneByOneAndNamesThePlaceInTheBody() {
        List<JsonNode> items = strict.read(
                        new ByteArrayInputStream(bytes("{'items':[{'text':'a'},{'pieces':'1'},null,7,[]]}")),
                        Orders.class)
                .items();
        assertThat(items).hasSize(5);
        assertThat(strict.item(items.get(0), "/items/0", Order.class).text()).isEqualTo("a");
        assertThat(refused(() -> strict.item(items.get(1), "/items/1", Order.class)))
                .isEqualTo(new FieldError("/items/1/pieces", "must be an integer"));
        assertThat(refused(() -> strict.item(items.get(2), "/items/2", Order.class)))
                .isEqualTo(new FieldError("/items/2", "is missing"));
        for (int index : List.of(3, 4)) {
            String at = "/items/" + index;
            assertThat(refused(() -> strict.item(items.get(index), at, Order.class)))
                    .isEqualTo(new FieldError(at, "must be an object"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'items':{}}", "{'items':'x'}", "{'items':7}"})
    void namesWhatIsNoArrayOfItems(String json) {
        assertThat(refused(() -> strict.read(bytes(json), Orders.class)))
                .isEqualTo(new FieldError("/items", "must be an array"));
    }

    @Test
    void repeatsNoNameThatMayBeTheNumberOfACard() {
        String number = "4111111111111111";
        for (String json : List.of(
                "{'" + number + "':1}",
                "{'data':{'" + number + "':1,'" + number + "':2}}",
                "{'settings':{'" + number + "':7}}",
                "{'text':" + number + "}",
                "{'kind':'" + number + "'}",
                "{'" + number)) {
            FieldError error = refused(() -> read(json));
            assertThat(error.pointer() + error.detail()).doesNotContain(number);
        }
    }

    @Test
    void saysOfWhatIsNestedTooDeeplyNoMoreThanThat() {
        assertThat(refused(() -> read("{'data':{'a':" + "[".repeat(2_000))).detail())
                .isEqualTo("has too long a name, text or number, or is nested too deeply");
    }
}
