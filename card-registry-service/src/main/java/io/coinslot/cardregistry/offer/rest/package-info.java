/** The peer interface, as others call it. */
@NullMarked
package io.coinslot.cardregistry.offer.rest;

import org.jspecify.annotations.NullMarked;
