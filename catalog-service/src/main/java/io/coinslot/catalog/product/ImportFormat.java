package io.coinslot.catalog.product;

import io.coinslot.catalog.request.FieldErrors;
import io.coinslot.servicekit.problem.Problem;
import io.coinslot.servicekit.problem.UnreadableBody;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.PropertyBindingException;
import tools.jackson.databind.json.JsonMapper;

/** Reads the two formats of an import into the bodies of its products, each with the place it stood at. */
final class ImportFormat {
    private final ObjectReader reader;

    ImportFormat(JsonMapper json) {
        reader = json.readerFor(Items.class).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** An object with the products in its field items. */
    List<Placed> json(byte[] text) {
        Items items;
        try {
            items = reader.readValue(text);
        } catch (PropertyBindingException e) {
            throw UnreadableBody.problem(e).asException();
        } catch (JacksonException e) {
            throw Problem.invalid("", "is not JSON of the form {\"items\":[…]}: " + e.getOriginalMessage())
                    .asException();
        }
        if (items == null || items.items() == null) {
            throw Problem.invalid("/items", "must be a list of products").asException();
        }
        List<@Nullable ProductBody> bodies = items.items();
        return IntStream.range(0, bodies.size())
                .mapToObj(index -> new Placed("/items/" + index, bodies.get(index)))
                .toList();
    }

    /** One product a row; see {@link CsvProducts}. */
    List<Placed> csv(byte[] text, FieldErrors errors) {
        return CsvProducts.read(decoded(text), errors);
    }

    /** What is no UTF-8, such as a spreadsheet saved in EUC-KR, would otherwise become names full of question marks. */
    private static String decoded(byte[] text) {
        ByteBuffer left = ByteBuffer.wrap(text);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(left).toString();
        } catch (CharacterCodingException e) {
            long line = 1
                    + IntStream.range(0, left.position())
                            .filter(index -> text[index] == '\n')
                            .count();
            throw Problem.invalid("", "is not UTF-8 in line " + line).asException();
        }
    }

    /** @param pointer where the product stood: a JSON pointer, or row 7 of a CSV */
    record Placed(String pointer, @Nullable ProductBody body) {}

    private record Items(@Nullable List<@Nullable ProductBody> items) {}
}
