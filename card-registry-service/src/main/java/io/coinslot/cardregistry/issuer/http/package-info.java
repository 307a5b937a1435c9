/** Financial companies over signed HTTP requests. */
@NullMarked
package io.coinslot.cardregistry.issuer.http;

import org.jspecify.annotations.NullMarked;
