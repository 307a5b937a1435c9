package io.coinslot.servicekit.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets users' devices call a controller's method. Without it a device's token is refused with 403, whatever its scopes:
 * who writes such a method has to say which objects a device sees ({@link Caller#seesUser}).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface ForDevices {
    /** Whether nobody else may call it. */
    boolean only() default false;
}
