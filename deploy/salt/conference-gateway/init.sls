# State "conference-gateway". Settings come from the pillar: see ../pillar.example.
# Every value goes through tojson: JSON is YAML too, so that no quote, colon or umlaut can end a line early.
{%- set gateway = pillar['conference_gateway'] %}
{%- set program = gateway.get('program', '/opt/conference-gateway') %}

conference-gateway-libraries:
  pkg.installed:
    - pkgs: {{ gateway.get('packages', ['libicu72', 'ca-certificates']) | tojson }}

conference-gateway-user:
  user.present:
    - name: conference-gateway
    - system: True
    - home: /var/lib/conference-gateway
    - createhome: False
    - shell: /usr/sbin/nologin
    - groups: {{ gateway.get('groups', []) | tojson }}

# The archive holds what "dotnet publish" made, without a folder around it. Root owns it; the gateway only reads it.
conference-gateway-program:
  archive.extracted:
    - name: {{ program | tojson }}
    - source: {{ gateway['archive'] | tojson }}
    - source_hash: {{ gateway['archive_hash'] | tojson }}
    - source_hash_update: True
    - enforce_toplevel: False
    - clean: True
    - user: root
    - group: root

# The name by which the documentation calls it.
conference-gateway-link:
  file.symlink:
    - name: {{ gateway.get('link', '/usr/local/bin/conference-gateway') | tojson }}
    - target: {{ (program ~ '/ConferenceGateway') | tojson }}
    - require:
      - archive: conference-gateway-program

conference-gateway-settings:
  file.managed:
    - name: /etc/conference-gateway/gateway.json
    - source: salt://conference-gateway/files/gateway.json.jinja
    - template: jinja
    - user: root
    - group: conference-gateway
    - mode: '0640'
    - makedirs: True
    - dir_mode: '0750'
    - require:
      - user: conference-gateway-user

# In the sources a link to the unit of deploy/systemd.
conference-gateway-unit:
  file.managed:
    - name: /etc/systemd/system/conference-gateway.service
    - source: salt://conference-gateway/files/conference-gateway.service
    - mode: '0644'
  module.wait:
    - service.systemctl_reload: []
    - watch:
      - file: conference-gateway-unit

conference-gateway-service:
  service.running:
    - name: conference-gateway
    - enable: True
    - require:
      - pkg: conference-gateway-libraries
    # A new program, new settings or a new unit: a restart, after which the rooms stay where they are.
    - watch:
      - archive: conference-gateway-program
      - file: conference-gateway-settings
      - file: conference-gateway-unit
