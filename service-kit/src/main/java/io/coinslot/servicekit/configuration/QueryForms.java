package io.coinslot.servicekit.configuration;

import java.beans.PropertyEditorSupport;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * How numbers and times stand in queries, as the API's description says. The framework would read 0x1F, digits of other
 * scripts, and a number as a time: seconds since 1970, taken for milliseconds, would make a wrong answer of a mistake.
 */
@ControllerAdvice
final class QueryForms {
    private static final List<Class<?>> INTEGERS = List.of(int.class, Integer.class);
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");

    /** Editors, as the framework would try its own again on what a converter has refused. */
    @InitBinder
    void forms(WebDataBinder binder) {
        for (Class<?> type : INTEGERS) {
            binder.registerCustomEditor(type, new Form(text -> Integer.valueOf(digits(text))));
        }
        binder.registerCustomEditor(Long.class, new Form(text -> Long.valueOf(digits(text))));
        binder.registerCustomEditor(Instant.class, new Form(QueryForms::time));
    }

    private static String digits(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new NumberFormatException("no whole number");
        }
        return text;
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no time", e);
        }
    }

    private static final class Form extends PropertyEditorSupport {
        private final Function<String, Object> reading;

        Form(Function<String, Object> reading) {
            this.reading = reading;
        }

        /** Null if nothing stands there, as if the name did not either. */
        @Override
        public void setAsText(String text) {
            setValue(text.isEmpty() ? null : reading.apply(text));
        }
    }
}
