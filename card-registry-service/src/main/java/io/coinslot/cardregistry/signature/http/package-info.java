/** Signed requests to partners. */
@NullMarked
package io.coinslot.cardregistry.signature.http;

import org.jspecify.annotations.NullMarked;
