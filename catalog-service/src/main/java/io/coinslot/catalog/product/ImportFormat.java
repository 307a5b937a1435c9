package io.coinslot.catalog.product;

import io.coinslot.catalog.request.FieldErrors;
import io.coinslot.servicekit.http.StrictJson;
import io.coinslot.servicekit.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the two formats of an import into the bodies of its products, each with the place it stood at. */
final class ImportFormat {
    private final StrictJson bodies;

    ImportFormat(StrictJson bodies) {
        this.bodies = bodies;
    }

    /** An object with the products in its field items. */
    List<Placed> json(byte[] text) {
        Items read = bodies.read(text, Items.class);
        if (read.items() == null) {
            throw Problem.invalid("/items", "must be a list of products").asException();
        }
        List<@Nullable ProductBody> items = read.items();
        return IntStream.range(0, items.size())
                .mapToObj(index -> new Placed("/items/" + index, items.get(index)))
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
