import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboard } from '../dashboard.js';
import { variables } from '../variables.js';
import { accessSections } from './access.js';
import { eventSections } from './events.js';
import { glance } from './glance.js';

export function overview(): Dashboard {
  return dashboard({
    uid: 'auditlog-overview',
    title: 'Audit overview',
    description:
      'All audit logs at a glance: what must not happen, who is denied, who logs in, who reads secrets, which log is silent.',
    variables: variables(),
    sections: [glance(), ...eventSections(), ...accessSections()],
  });
}
