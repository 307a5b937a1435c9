/** Signed requests that partners send us, and signed answers. */
@NullMarked
package io.coinslot.cardregistry.signature.rest;

import org.jspecify.annotations.NullMarked;
