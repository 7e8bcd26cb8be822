package io.focusforge.deploy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContradictionsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {postgres: {mode: external}}                                              | say where it is, in postgres.external.host
        {postgres: {external: {host: db}}}                                        | postgres.external.host is set while postgres.mode is bundled
        {postgres: {mode: external, external: {host: db, provision: true}}}       | The keys postgres-superuser are yours to give
        {redis: {mode: external}}                                                 | in redis.external.streamsUrl
        {redis: {external: {streamsUrl: 'redis://r:6379'}}}                       | redis.external.streamsUrl is set while redis.mode is bundled
        {redis: {mode: external, external: {streamsUrl: 'redis://:p@r:6379'}}}    | redis.external.streamsUrl has a password in it
        {redis: {mode: external, external: {streamsUrl: 'redis://r', type: sentinel, password: false}}} | in redis.external.masterName
        {mongodb: {mode: external}}                                               | in mongodb.external.url
        {mongodb: {external: {url: 'mongodb://m'}}}                               | mongodb.external.url is set while mongodb.mode is bundled
        {mongodb: {mode: external, external: {url: 'mongodb://u:p@m'}}}           | mongodb.external.url has a user in it
        {objects: {mode: s3}}                                                     | name the bucket in objects.s3.url
        {objects: {s3: {url: 's3://b/p'}}}                                        | objects.s3.url is set while objects.mode is volume
        {objects: {mode: s3, s3: {url: 's3://b/p', keys: true}}}                  | The keys s3-access-key,s3-secret-key are yours to give
        {backup: {enabled: true}, secrets: {external: s}}                         | name the bucket in backup.s3.bucket
        {backup: {enabled: true, s3: {bucket: b}}}                                | The keys backup-access-key,backup-secret-key are yours to give
        {backup: {enabled: true, s3: {bucket: b}}, secrets: {external: s}, postgres: {mode: cloudnative-pg}} | back it up by its own means
        {backup: {restore: {latest: true}}}                                       | says what to restore, but not from where
        {backup: {enabled: true, s3: {bucket: b}, restore: {latest: true, time: t}}, secrets: {external: s}} | give one of mark, time and latest
        {ingress: {enabled: true, tls: {enabled: true}}}                          | a certificate is for a name; set ingress.host
        {httpRoute: {enabled: true}}                                              | in httpRoute.parentRefs
        {workers: {more: {}}}                                                     | workers.more serves no queue
        {services: {ai: {enabled: false}}}                                        | services.ai.enabled: the others need it
        {services: {ai: {autoscaling: {mode: keda}}}}                             | KEDA scales workers by their queues
        {services: {ai: {autoscaling: {mode: hpa, minReplicas: 9, maxReplicas: 3}}}} | autoscaling.minReplicas (9) is more than
        {services: {ai: {autoscaling: {mode: hpa, minReplicas: 0}}}}              | does not go to zero
        {services: {ai: {autoscaling: {mode: hpa, cpu: 0, memory: 0}}}}           | needs something to go by
        {services: {gateway: {flavor: native, javaOptions: -Xmx1g}}}              | gateway: javaOptions are for a JVM
        {workers: {files: {flavor: native}}}                                      | workers.files: files are read in a JVM
        {defaults: {replicas: 0}}                                                 | All workers may go to zero
        {service: {}}                                                             | additional properties 'service' not allowed
        {defaults: {replica: 3}}                                                  | additional properties 'replica' not allowed
        {workers: {ai: {queue: {ai: 1}}}}                                         | additional properties 'queue' not allowed
        {defaults: {replicas: two}}                                               | want integer
        {mongodb: {replicas: 2}}                                                  | no majority when half of them are away
        {mongodb: {arbiter: true}}                                                | makes the number of votes even
        {mongodb: {replicas: 9}}                                                  | value must be one of 1, 2, 3, 4, 5
        {redis: {replicas: 2}}                                                    | value must be one of 1, 3, 5
        {postgres: {mode: cloudnative-pg, external: {host: db}}}                  | postgres.external.host is set while postgres.mode is cloudnative-pg
        {postgres: {mode: bundled2}}                                              | value must be one of 'bundled', 'cloudnative-pg', 'external'
        {postgres: {replicas: 0}}                                                 | minimum
        {region: {follows: {host: p}}}                                            | documents come from a member of the first region's MongoDB
        {region: {follows: {host: p}}, mongodb: {mode: external, external: {url: 'mongodb://m'}}} | files come from a copy of the first region's bucket
        {region: {follows: {host: p}}, mongodb: {mode: external, external: {url: 'mongodb://m'}}, objects: {mode: s3, s3: {url: 's3://b'}}} | bring its Secret here
        {region: {follows: {host: p}}, postgres: {mode: external, external: {host: db}}} | leave region.follows out
        {tenancy: {dedicated: 'Acme Inc.'}}                                       | tenancy.dedicated: Acme Inc. cannot be a label
        {tenancy: {dedicated: acme}, ingress: {enabled: true}}                    | tells releases apart by their hosts
        """)
    void areRefusedWithASentenceThatHelps(String values, String sentence) {
        assertThatThrownBy(() -> Chart.render(values)).hasMessageContaining(sentence);
    }

    @Test
    void tooOldAKubernetesIsRefused() {
        assertThatThrownBy(() -> new Helm(Chart.DIRECTORY)
                        .template()
                        .withName(Chart.RELEASE)
                        .withKubeVersion("1.30.0")
                        .call())
                .hasMessageContaining("requires kubeVersion: >=1.31");
    }
}
