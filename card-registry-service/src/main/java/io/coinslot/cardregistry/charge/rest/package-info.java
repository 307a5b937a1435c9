/** The signed request of those who charge. */
@NullMarked
package io.coinslot.cardregistry.charge.rest;

import org.jspecify.annotations.NullMarked;
