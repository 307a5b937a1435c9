package io.coinslot.marketgateway.onestore;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A notification taken apart into what was signed and its signature. What was signed is the body without its signature
 * and without white space between its tokens. Each token stays as it was written, in its place: reading the numbers and
 * texts and writing them again could turn 1.10 into 1.1, or an escaped letter into itself.
 *
 * @param signed the bytes that the signature is over
 * @param signature in base64
 */
record SignedText(byte[] signed, String signature) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SIGNATURE = "\"signature\":";

    /** Null if it is no JSON object with one signature. */
    static @Nullable SignedText of(byte[] body) {
        String text = utf8(body);
        if (text == null || !isObject(text)) {
            return null;
        }
        List<String> members = members(compact(text));
        List<String> signatures =
                members.stream().filter(member -> member.startsWith(SIGNATURE)).toList();
        if (signatures.size() != 1) {
            return null;
        }
        members.removeAll(signatures);
        String signed = "{" + String.join(",", members) + "}";
        JsonNode signature = JSON.readTree(signatures.getFirst().substring(SIGNATURE.length()));
        return signature.isString()
                ? new SignedText(signed.getBytes(StandardCharsets.UTF_8), signature.stringValue())
                : null;
    }

    private static @Nullable String utf8(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isObject(String text) {
        try {
            return JSON.readTree(text).isObject();
        } catch (JacksonException e) {
            return false;
        }
    }

    /** The same JSON without white space outside its texts. */
    private static String compact(String json) {
        StringBuilder compact = new StringBuilder(json.length());
        boolean inText = false;
        for (int at = 0; at < json.length(); at++) {
            char next = json.charAt(at);
            if (inText && next == '\\') {
                compact.append(next).append(json.charAt(++at));
                continue;
            }
            inText = inText ^ next == '"';
            if (inText || " \t\r\n".indexOf(next) < 0) {
                compact.append(next);
            }
        }
        return compact.toString();
    }

    /** The members of a compact object as they are written, {@code "name":value} each. */
    private static List<String> members(String object) {
        List<String> members = new ArrayList<>();
        boolean inText = false;
        int depth = 0;
        int start = 1;
        for (int at = 0; at < object.length(); at++) {
            char next = object.charAt(at);
            if (inText && next == '\\') {
                at++;
                continue;
            }
            inText = inText ^ next == '"';
            depth += inText ? 0 : step(next);
            if (!inText && (depth == 0 || depth == 1 && next == ',')) {
                members.add(object.substring(start, at));
                start = at + 1;
            }
        }
        return members;
    }

    private static int step(char next) {
        return switch (next) {
            case '{', '[' -> 1;
            case '}', ']' -> -1;
            default -> 0;
        };
    }
}
