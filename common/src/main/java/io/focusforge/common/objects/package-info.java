/**
 * Where things are kept that are too large for a row: a directory, or anything that speaks S3. Every key names its tenant, and a store takes no
 * other names, so that no caller's text can lead out of a tenant's prefix. The S3 client is an optional dependency: a service that offers
 * {@code s3://} has it on its class path, the others do not carry it.
 */
package io.focusforge.common.objects;
