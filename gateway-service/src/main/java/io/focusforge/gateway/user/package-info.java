/** Users: the people and programs of a tenant, in whose name keys call. */
package io.focusforge.gateway.user;
