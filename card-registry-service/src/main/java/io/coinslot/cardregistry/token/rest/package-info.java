/** Tokens over HTTP, for devices and services. */
@NullMarked
package io.coinslot.cardregistry.token.rest;

import org.jspecify.annotations.NullMarked;
