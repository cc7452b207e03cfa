CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE attempt (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(64) NOT NULL, 
	package_id VARCHAR(64), 
	learner_id VARCHAR(255) NOT NULL, 
	learner_name VARCHAR(255) NOT NULL, 
	standard VARCHAR(32) NOT NULL, 
	created BIGINT NOT NULL, 
	first_access BIGINT, 
	last_access BIGINT, sequencing TEXT, played_apart TEXT DEFAULT '[]' NOT NULL, 
	CONSTRAINT pk_attempt PRIMARY KEY (sandbox, id)
);
CREATE TABLE course_package (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(64) NOT NULL, 
	standard VARCHAR(32) NOT NULL, 
	title TEXT NOT NULL, 
	folder VARCHAR(255) NOT NULL, 
	document TEXT NOT NULL, 
	created BIGINT NOT NULL, 
	CONSTRAINT pk_course_package PRIMARY KEY (sandbox, id)
);
CREATE TABLE delivery (
	sandbox VARCHAR(64) NOT NULL, 
	number INTEGER NOT NULL, 
	vendor VARCHAR(32) NOT NULL, 
	about TEXT NOT NULL, 
	url TEXT NOT NULL, 
	headers TEXT NOT NULL, 
	body TEXT NOT NULL, 
	tries INTEGER NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	created BIGINT NOT NULL, 
	CONSTRAINT pk_delivery PRIMARY KEY (sandbox, number)
);
CREATE TABLE delivery_try (
	sandbox VARCHAR(64) NOT NULL, 
	delivery INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	status INTEGER, 
	error TEXT, answer TEXT, milliseconds DOUBLE, 
	CONSTRAINT pk_delivery_try PRIMARY KEY (sandbox, delivery, number)
);
CREATE TABLE job (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(300) NOT NULL, 
	kind VARCHAR(64) NOT NULL, 
	subject VARCHAR(280) NOT NULL, 
	number INTEGER NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	created BIGINT NOT NULL, 
	due BIGINT, 
	detail TEXT NOT NULL, 
	CONSTRAINT pk_job PRIMARY KEY (sandbox, id)
);
CREATE INDEX ix_job_due ON job (due);
CREATE TABLE litmos_course (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(50) NOT NULL, 
	number INTEGER NOT NULL, 
	code VARCHAR, 
	name VARCHAR(255) NOT NULL, 
	active BOOLEAN NOT NULL, 
	for_sale BOOLEAN NOT NULL, 
	original_id INTEGER NOT NULL, 
	description TEXT, 
	ecommerce_short_description TEXT, 
	ecommerce_long_description TEXT, 
	price VARCHAR(40) NOT NULL, 
	access_till_date BIGINT, 
	access_till_days INTEGER, 
	course_team_library BOOLEAN NOT NULL, 
	created_by VARCHAR, 
	seq_id VARCHAR, 
	tags VARCHAR, created_date BIGINT DEFAULT '0' NOT NULL, updated_date BIGINT DEFAULT '0' NOT NULL, created_by_id INTEGER DEFAULT '0' NOT NULL, updated_by_id INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_litmos_course PRIMARY KEY (sandbox, id)
);
CREATE INDEX ix_litmos_course_sandbox_number ON litmos_course (sandbox, number);
CREATE TABLE litmos_course_module (
	sandbox VARCHAR(64) NOT NULL, 
	course_id VARCHAR(50) NOT NULL, 
	module_id VARCHAR(50) NOT NULL, 
	position INTEGER NOT NULL, 
	relation VARCHAR(8) NOT NULL, created_date BIGINT DEFAULT '0' NOT NULL, updated_date BIGINT DEFAULT '0' NOT NULL, created_by_id INTEGER DEFAULT '0' NOT NULL, updated_by_id INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_litmos_course_module PRIMARY KEY (sandbox, course_id, module_id)
);
CREATE INDEX ix_litmos_course_module_sandbox_module_id ON litmos_course_module (sandbox, module_id);
CREATE TABLE litmos_module (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(50) NOT NULL, 
	module_type INTEGER NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	description TEXT, 
	active BOOLEAN NOT NULL, 
	module_ref_code VARCHAR(50), 
	hide_description BOOLEAN NOT NULL, 
	new_window BOOLEAN NOT NULL, 
	review_mode BOOLEAN NOT NULL, 
	status VARCHAR(32) NOT NULL, 
	content_url TEXT, 
	content_of VARCHAR(50), 
	package_id VARCHAR(64), 
	failure TEXT, original_id INTEGER DEFAULT '0' NOT NULL, passmark INTEGER DEFAULT '0' NOT NULL, created_date BIGINT DEFAULT '0' NOT NULL, updated_date BIGINT DEFAULT '0' NOT NULL, created_by_id INTEGER DEFAULT '0' NOT NULL, updated_by_id INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_litmos_module PRIMARY KEY (sandbox, id)
);
CREATE TABLE litmos_user (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(50) NOT NULL, 
	number INTEGER NOT NULL, 
	api_key VARCHAR(50) NOT NULL, 
	user_name VARCHAR(255) NOT NULL, 
	user_name_folded VARCHAR(255) NOT NULL, 
	first_name VARCHAR, 
	last_name VARCHAR, 
	full_name VARCHAR, 
	email VARCHAR, 
	access_level VARCHAR(50) NOT NULL, 
	disable_messages BOOLEAN NOT NULL, 
	active BOOLEAN NOT NULL, 
	skype VARCHAR, 
	phone_work VARCHAR, 
	phone_mobile VARCHAR, 
	last_login BIGINT, 
	login_key VARCHAR(64) NOT NULL, 
	is_custom_username BOOLEAN NOT NULL, 
	password VARCHAR, 
	skip_first_login BOOLEAN NOT NULL, 
	time_zone VARCHAR, 
	salesforce_id VARCHAR, 
	original_id INTEGER NOT NULL, 
	street1 VARCHAR, 
	street2 VARCHAR, 
	city VARCHAR, 
	state VARCHAR, 
	postal_code VARCHAR, 
	country VARCHAR, 
	company_name VARCHAR, 
	job_title VARCHAR, 
	custom_field1 VARCHAR, 
	custom_field2 VARCHAR, 
	custom_field3 VARCHAR, 
	custom_field4 VARCHAR, 
	custom_field5 VARCHAR, 
	custom_field6 VARCHAR, 
	custom_field7 VARCHAR, 
	custom_field8 VARCHAR, 
	custom_field9 VARCHAR, 
	custom_field10 VARCHAR, 
	culture VARCHAR, 
	salesforce_contact_id VARCHAR, 
	salesforce_account_id VARCHAR, 
	created_date BIGINT NOT NULL, 
	points INTEGER NOT NULL, 
	brand VARCHAR, 
	manager_id VARCHAR, 
	enable_text_notification BOOLEAN NOT NULL, 
	website VARCHAR, 
	twitter VARCHAR, 
	expiration_date BIGINT, 
	job_role VARCHAR, 
	external_employee_id VARCHAR, 
	profile_type VARCHAR, first_name_folded VARCHAR(255) DEFAULT '' NOT NULL, last_name_folded VARCHAR(255) DEFAULT '' NOT NULL, email_folded VARCHAR(255) DEFAULT '' NOT NULL, search_text TEXT DEFAULT '' NOT NULL, updated_date BIGINT DEFAULT '0' NOT NULL, created_by_id INTEGER DEFAULT '0' NOT NULL, updated_by_id INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_litmos_user PRIMARY KEY (sandbox, id)
);
CREATE UNIQUE INDEX ix_litmos_user_sandbox_api_key ON litmos_user (sandbox, api_key);
CREATE UNIQUE INDEX ix_litmos_user_sandbox_user_name_folded ON litmos_user (sandbox, user_name_folded);
CREATE TABLE message (
	sandbox VARCHAR(64) NOT NULL, 
	number INTEGER NOT NULL, 
	vendor VARCHAR(32) NOT NULL, 
	at BIGINT NOT NULL, 
	recipient VARCHAR(320) NOT NULL, 
	subject VARCHAR(998) NOT NULL, 
	body TEXT NOT NULL, html BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_message PRIMARY KEY (sandbox, number)
);
CREATE TABLE nexport_assignment (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	section_id VARCHAR(36) NOT NULL, 
	position INTEGER NOT NULL, 
	name VARCHAR(255) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	package_id VARCHAR(64), 
	standard VARCHAR(32), 
	scos TEXT NOT NULL, 
	CONSTRAINT pk_nexport_assignment PRIMARY KEY (sandbox, id)
);
CREATE INDEX ix_nexport_assignment_sandbox_section_id ON nexport_assignment (sandbox, section_id);
CREATE TABLE nexport_assignment_status (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	enrollment_id VARCHAR(36) NOT NULL, 
	assignment_id VARCHAR(36) NOT NULL, 
	attempt_id VARCHAR(64), 
	CONSTRAINT pk_nexport_assignment_status PRIMARY KEY (sandbox, id)
);
CREATE UNIQUE INDEX ix_nexport_assignment_status_sandbox_enrollment_id_assignment_id ON nexport_assignment_status (sandbox, enrollment_id, assignment_id);
CREATE TABLE nexport_enrollment (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	section_id VARCHAR(36) NOT NULL, 
	user_id VARCHAR(36) NOT NULL, 
	organization_id VARCHAR(36) NOT NULL, 
	enrolled BIGINT NOT NULL, started BIGINT, expires BIGINT, last_activity BIGINT, phase INTEGER, result INTEGER, percent INTEGER, 
	CONSTRAINT pk_nexport_enrollment PRIMARY KEY (sandbox, id)
);
CREATE INDEX ix_nexport_enrollment_sandbox_section_id ON nexport_enrollment (sandbox, section_id);
CREATE INDEX ix_nexport_enrollment_sandbox_user_id ON nexport_enrollment (sandbox, user_id);
CREATE TABLE nexport_organization (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	parent_id VARCHAR(36), 
	name VARCHAR(255) NOT NULL, 
	short_name VARCHAR(255), kind VARCHAR(16), 
	CONSTRAINT pk_nexport_organization PRIMARY KEY (sandbox, id)
);
CREATE TABLE nexport_permission (
	sandbox VARCHAR(64) NOT NULL, 
	user_id VARCHAR(36) NOT NULL, 
	organization_id VARCHAR(36) NOT NULL, 
	permission VARCHAR(255) NOT NULL, 
	CONSTRAINT pk_nexport_permission PRIMARY KEY (sandbox, user_id, organization_id, permission)
);
CREATE TABLE nexport_section (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	organization_id VARCHAR(36) NOT NULL, 
	name VARCHAR(255) NOT NULL, section_number VARCHAR(255), ceus VARCHAR(255), objectives TEXT, instructor_ids TEXT, certificate BOOLEAN, unique_name VARCHAR(255), description TEXT, enrollment_start BIGINT, enrollment_end BIGINT, modified BIGINT, credit_hours FLOAT, 
	CONSTRAINT pk_nexport_section PRIMARY KEY (sandbox, id)
);
CREATE INDEX ix_nexport_section_sandbox_name ON nexport_section (sandbox, name);
CREATE TABLE nexport_token (
	sandbox VARCHAR(64) NOT NULL, 
	token VARCHAR(36) NOT NULL, 
	user_id VARCHAR(36) NOT NULL, 
	issued BIGINT NOT NULL, 
	expires BIGINT, 
	CONSTRAINT pk_nexport_token PRIMARY KEY (sandbox, token)
);
CREATE TABLE nexport_user (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	organization_id VARCHAR(36) NOT NULL, 
	login VARCHAR(255) NOT NULL, 
	login_folded VARCHAR(255) NOT NULL, 
	password VARCHAR(255) NOT NULL, 
	first_name VARCHAR(255) NOT NULL, 
	last_name VARCHAR(255) NOT NULL, 
	internal_email VARCHAR(255), 
	role VARCHAR(32), middle_name VARCHAR(255), contact TEXT, 
	CONSTRAINT pk_nexport_user PRIMARY KEY (sandbox, id)
);
CREATE UNIQUE INDEX ix_nexport_user_sandbox_login_folded ON nexport_user (sandbox, login_folded);
CREATE TABLE sandbox_state (
	sandbox VARCHAR(64) NOT NULL, 
	generation INTEGER NOT NULL, 
	clock_offset DOUBLE NOT NULL, 
	clock_held_at BIGINT, 
	ids_dealt TEXT NOT NULL, 
	settings TEXT NOT NULL, 
	prepared TEXT NOT NULL, faulty BOOLEAN DEFAULT 0 NOT NULL, clock_scale DOUBLE DEFAULT 1 NOT NULL, clock_since BIGINT, ids_seed BIGINT DEFAULT '0' NOT NULL, created BIGINT, 
	CONSTRAINT pk_sandbox_state PRIMARY KEY (sandbox)
);
CREATE TABLE sco_attempt (
	sandbox VARCHAR(64) NOT NULL, 
	attempt_id VARCHAR(64) NOT NULL, 
	sco_id VARCHAR(255) NOT NULL, 
	position INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	started BIGINT, 
	exited BIGINT, 
	seconds_tracked FLOAT NOT NULL, 
	data TEXT NOT NULL, 
	history TEXT NOT NULL, session TEXT, 
	CONSTRAINT pk_sco_attempt PRIMARY KEY (sandbox, attempt_id, sco_id)
);
CREATE TABLE scormcloud_application (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(64) NOT NULL, 
	number BIGINT NOT NULL, 
	name TEXT NOT NULL, 
	management BOOLEAN NOT NULL, 
	managed_by VARCHAR(64), 
	allow_delete BOOLEAN NOT NULL, 
	token_key VARCHAR(64) NOT NULL, 
	created BIGINT NOT NULL, 
	updated BIGINT NOT NULL, 
	CONSTRAINT pk_scormcloud_application PRIMARY KEY (sandbox, id)
);
CREATE INDEX ix_scormcloud_application_sandbox_managed_by_created_number ON scormcloud_application (sandbox, managed_by, created, number);
CREATE INDEX ix_scormcloud_application_sandbox_managed_by_updated_number ON scormcloud_application (sandbox, managed_by, updated, number);
CREATE TABLE scormcloud_asset (
	sandbox VARCHAR(64) NOT NULL, 
	app_id VARCHAR(64) NOT NULL, 
	course_id VARCHAR(255) NOT NULL, 
	version BIGINT NOT NULL, 
	path VARCHAR(1024) NOT NULL, 
	modified BIGINT NOT NULL, 
	CONSTRAINT pk_scormcloud_asset PRIMARY KEY (sandbox, app_id, course_id, version, path)
);
CREATE TABLE scormcloud_connector (
	sandbox VARCHAR(64) NOT NULL, 
	app_id VARCHAR(64) NOT NULL, 
	id VARCHAR(255) NOT NULL, 
	number BIGINT NOT NULL, 
	content_connector_type TEXT NOT NULL, 
	configuration TEXT NOT NULL, 
	enabled BOOLEAN NOT NULL, 
	CONSTRAINT pk_scormcloud_connector PRIMARY KEY (sandbox, app_id, id)
);
CREATE TABLE scormcloud_course (
	sandbox VARCHAR(64) NOT NULL, 
	app_id VARCHAR(64) NOT NULL, 
	id VARCHAR(255) NOT NULL, 
	number BIGINT NOT NULL, 
	title TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	next_version INTEGER NOT NULL, 
	created BIGINT NOT NULL, 
	updated BIGINT NOT NULL, 
	CONSTRAINT pk_scormcloud_course PRIMARY KEY (sandbox, app_id, id)
);
CREATE INDEX ix_scormcloud_course_sandbox_app_id_created_number ON scormcloud_course (sandbox, app_id, created, number);
CREATE INDEX ix_scormcloud_course_sandbox_app_id_updated_number ON scormcloud_course (sandbox, app_id, updated, number);
CREATE TABLE scormcloud_course_version (
	sandbox VARCHAR(64) NOT NULL, 
	app_id VARCHAR(64) NOT NULL, 
	course_id VARCHAR(255) NOT NULL, 
	version BIGINT NOT NULL, 
	title TEXT NOT NULL, 
	standard VARCHAR(32) NOT NULL, 
	package_id VARCHAR(64) NOT NULL, 
	created BIGINT NOT NULL, 
	updated BIGINT NOT NULL, 
	CONSTRAINT pk_scormcloud_course_version PRIMARY KEY (sandbox, app_id, course_id, version)
);
CREATE TABLE scormcloud_destination (
	sandbox VARCHAR(64) NOT NULL, 
	app_id VARCHAR(64) NOT NULL, 
	id VARCHAR(255) NOT NULL, 
	number BIGINT NOT NULL, 
	name TEXT NOT NULL, 
	email TEXT, 
	notes TEXT, 
	launch_auth TEXT, 
	lti13_data TEXT, 
	hash_user_info BOOLEAN NOT NULL, 
	launch_key VARCHAR(64) NOT NULL, 
	dispatch_count INTEGER, 
	dispatch_count_at BIGINT, 
	created BIGINT NOT NULL, 
	updated BIGINT NOT NULL, 
	CONSTRAINT pk_scormcloud_destination PRIMARY KEY (sandbox, app_id, id)
);
CREATE INDEX ix_scormcloud_destination_sandbox_app_id_created_number ON scormcloud_destination (sandbox, app_id, created, number);
CREATE INDEX ix_scormcloud_destination_sandbox_app_id_updated_number ON scormcloud_destination (sandbox, app_id, updated, number);
CREATE INDEX ix_scormcloud_destination_sandbox_launch_key ON scormcloud_destination (sandbox, launch_key);
CREATE TABLE scormcloud_dispatch (
	sandbox VARCHAR(64) NOT NULL, 
	app_id VARCHAR(64) NOT NULL, 
	id VARCHAR(255) NOT NULL, 
	number BIGINT NOT NULL, 
	destination_id VARCHAR(255) NOT NULL, 
	course_id VARCHAR(255) NOT NULL, 
	allow_new_registrations BOOLEAN NOT NULL, 
	enabled BOOLEAN NOT NULL, 
	instanced BOOLEAN NOT NULL, 
	registration_cap BIGINT NOT NULL, 
	registration_count BIGINT NOT NULL, 
	registration_reset_date BIGINT, 
	expiration_date BIGINT, 
	email TEXT, 
	notes TEXT, 
	hash_user_info BOOLEAN, 
	launch_key VARCHAR(64) NOT NULL, 
	lti_secret VARCHAR(64) NOT NULL, 
	created BIGINT NOT NULL, 
	updated BIGINT NOT NULL, 
	CONSTRAINT pk_scormcloud_dispatch PRIMARY KEY (sandbox, app_id, id)
);
CREATE INDEX ix_scormcloud_dispatch_sandbox_app_id_course_id ON scormcloud_dispatch (sandbox, app_id, course_id);
CREATE INDEX ix_scormcloud_dispatch_sandbox_app_id_created_number ON scormcloud_dispatch (sandbox, app_id, created, number);
CREATE INDEX ix_scormcloud_dispatch_sandbox_app_id_destination_id_course_id ON scormcloud_dispatch (sandbox, app_id, destination_id, course_id);
CREATE INDEX ix_scormcloud_dispatch_sandbox_app_id_updated_number ON scormcloud_dispatch (sandbox, app_id, updated, number);
CREATE INDEX ix_scormcloud_dispatch_sandbox_id ON scormcloud_dispatch (sandbox, id);
CREATE INDEX ix_scormcloud_dispatch_sandbox_launch_key ON scormcloud_dispatch (sandbox, launch_key);
CREATE TABLE scormcloud_dispatch_registration (
	sandbox VARCHAR(64) NOT NULL, 
	app_id VARCHAR(64) NOT NULL, 
	dispatch_id VARCHAR(255) NOT NULL, 
	learner_id VARCHAR(255) NOT NULL, 
	registration_id VARCHAR(255) NOT NULL, platform_user TEXT, line_item TEXT, 
	CONSTRAINT pk_scormcloud_dispatch_registration PRIMARY KEY (sandbox, app_id, dispatch_id, learner_id)
);
CREATE INDEX ix_scormcloud_dispatch_registration_sandbox_app_id_registration_id ON scormcloud_dispatch_registration (sandbox, app_id, registration_id);
CREATE TABLE scormcloud_import (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(300) NOT NULL, 
	app_id VARCHAR(64) NOT NULL, 
	course_id VARCHAR(255) NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	message TEXT, 
	result TEXT, 
	postback_url TEXT, 
	started BIGINT NOT NULL, 
	CONSTRAINT pk_scormcloud_import PRIMARY KEY (sandbox, id)
);
CREATE INDEX ix_scormcloud_import_sandbox_app_id_course_id ON scormcloud_import (sandbox, app_id, course_id);
CREATE TABLE scormcloud_instance (
	sandbox VARCHAR(64) NOT NULL, 
	app_id VARCHAR(64) NOT NULL, 
	registration_id VARCHAR(255) NOT NULL, 
	instance BIGINT NOT NULL, 
	course_id VARCHAR(255) NOT NULL, 
	course_version BIGINT NOT NULL, 
	xapi_registration_id VARCHAR(36) NOT NULL, 
	attempt_id VARCHAR(64), 
	state TEXT, 
	created BIGINT NOT NULL, 
	updated BIGINT NOT NULL, 
	CONSTRAINT pk_scormcloud_instance PRIMARY KEY (sandbox, app_id, registration_id, instance)
);
CREATE TABLE scormcloud_invitation (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	app_id VARCHAR(64) NOT NULL, 
	number BIGINT NOT NULL, 
	kind VARCHAR(8) NOT NULL, 
	course_id VARCHAR(255) NOT NULL, 
	creating_user_email TEXT NOT NULL, 
	allow_launch BOOLEAN NOT NULL, 
	allow_new_registrations BOOLEAN NOT NULL, 
	registration_cap BIGINT NOT NULL, 
	url TEXT, 
	email TEXT, 
	post_back TEXT, 
	expiration_date BIGINT, 
	created BIGINT NOT NULL, 
	updated BIGINT NOT NULL, 
	CONSTRAINT pk_scormcloud_invitation PRIMARY KEY (sandbox, id)
);
CREATE INDEX ix_scormcloud_invitation_sandbox_app_id_course_id_updated_number ON scormcloud_invitation (sandbox, app_id, course_id, updated, number);
CREATE INDEX ix_scormcloud_invitation_sandbox_app_id_created_number ON scormcloud_invitation (sandbox, app_id, created, number);
CREATE INDEX ix_scormcloud_invitation_sandbox_app_id_updated_number ON scormcloud_invitation (sandbox, app_id, updated, number);
CREATE TABLE scormcloud_invitation_job (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	errors TEXT NOT NULL, 
	total INTEGER NOT NULL, 
	processed INTEGER NOT NULL, 
	CONSTRAINT pk_scormcloud_invitation_job PRIMARY KEY (sandbox, id)
);
CREATE TABLE scormcloud_launch (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	app_id VARCHAR(64) NOT NULL, 
	registration_id VARCHAR(255), 
	course_id VARCHAR(255) NOT NULL, 
	course_version BIGINT NOT NULL, 
	options TEXT NOT NULL, 
	created BIGINT NOT NULL, 
	expires BIGINT NOT NULL, 
	CONSTRAINT pk_scormcloud_launch PRIMARY KEY (sandbox, id)
);
CREATE INDEX ix_scormcloud_launch_sandbox_app_id_registration_id ON scormcloud_launch (sandbox, app_id, registration_id);
CREATE TABLE scormcloud_registration (
	sandbox VARCHAR(64) NOT NULL, 
	app_id VARCHAR(64) NOT NULL, 
	id VARCHAR(255) NOT NULL, 
	number BIGINT NOT NULL, 
	instance INTEGER NOT NULL, 
	course_id VARCHAR(255) NOT NULL, 
	course_version BIGINT NOT NULL, 
	learner_id VARCHAR(255) NOT NULL, 
	learner_email TEXT, 
	learner_first_name TEXT, 
	learner_last_name TEXT, 
	created BIGINT NOT NULL, 
	updated BIGINT NOT NULL, 
	CONSTRAINT pk_scormcloud_registration PRIMARY KEY (sandbox, app_id, id)
);
CREATE INDEX ix_scormcloud_registration_sandbox_app_id_course_id_created_number ON scormcloud_registration (sandbox, app_id, course_id, created, number);
CREATE INDEX ix_scormcloud_registration_sandbox_app_id_created_number ON scormcloud_registration (sandbox, app_id, created, number);
CREATE INDEX ix_scormcloud_registration_sandbox_app_id_learner_id_created_number ON scormcloud_registration (sandbox, app_id, learner_id, created, number);
CREATE INDEX ix_scormcloud_registration_sandbox_app_id_updated_number ON scormcloud_registration (sandbox, app_id, updated, number);
CREATE TABLE scormcloud_secret (
	sandbox VARCHAR(64) NOT NULL, 
	app_id VARCHAR(64) NOT NULL, 
	id VARCHAR(64) NOT NULL, 
	number BIGINT NOT NULL, 
	name TEXT, 
	secret VARCHAR(255) NOT NULL, 
	active BOOLEAN NOT NULL, 
	created BIGINT NOT NULL, 
	updated BIGINT NOT NULL, 
	CONSTRAINT pk_scormcloud_secret PRIMARY KEY (sandbox, app_id, id)
);
CREATE TABLE scormcloud_setting (
	sandbox VARCHAR(64) NOT NULL, 
	app_id VARCHAR(64) NOT NULL, 
	level VARCHAR(32) NOT NULL, 
	subject_id VARCHAR(255) NOT NULL, 
	number BIGINT NOT NULL, 
	setting_id VARCHAR(64) NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_scormcloud_setting PRIMARY KEY (sandbox, app_id, level, subject_id, number, setting_id)
);
CREATE TABLE scormcloud_statement_pipe (
	sandbox VARCHAR(64) NOT NULL, 
	app_id VARCHAR(64) NOT NULL, 
	id VARCHAR(255) NOT NULL, 
	number BIGINT NOT NULL, 
	source TEXT, 
	target TEXT NOT NULL, 
	attempts INTEGER NOT NULL, 
	visible_after BIGINT NOT NULL, last_forwarded_statement_date VARCHAR(64), more_url TEXT, cursor TEXT, base_url TEXT, 
	CONSTRAINT pk_scormcloud_statement_pipe PRIMARY KEY (sandbox, app_id, id)
);
CREATE TABLE scormcloud_tag (
	sandbox VARCHAR(64) NOT NULL, 
	app_id VARCHAR(64) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	subject_id VARCHAR(255) NOT NULL, 
	tag VARCHAR(255) NOT NULL, 
	number BIGINT NOT NULL, 
	CONSTRAINT pk_scormcloud_tag PRIMARY KEY (sandbox, app_id, kind, subject_id, tag)
);
CREATE INDEX ix_scormcloud_tag_sandbox_app_id_kind_tag ON scormcloud_tag (sandbox, app_id, kind, tag);
CREATE TABLE scormcloud_user_invitation (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	app_id VARCHAR(64) NOT NULL, 
	number BIGINT NOT NULL, 
	invitation_id VARCHAR(36) NOT NULL, 
	course_id VARCHAR(255) NOT NULL, 
	email VARCHAR(255) NOT NULL, 
	address VARCHAR(255) NOT NULL, 
	url TEXT NOT NULL, 
	registration_id VARCHAR(255) NOT NULL, 
	sent BOOLEAN NOT NULL, 
	created BIGINT NOT NULL, 
	updated BIGINT NOT NULL, 
	CONSTRAINT pk_scormcloud_user_invitation PRIMARY KEY (sandbox, id)
);
CREATE INDEX ix_scormcloud_user_invitation_sandbox_app_id_course_id_address ON scormcloud_user_invitation (sandbox, app_id, course_id, address);
CREATE INDEX ix_scormcloud_user_invitation_sandbox_app_id_invitation_id_updated_number ON scormcloud_user_invitation (sandbox, app_id, invitation_id, updated, number);
CREATE INDEX ix_scormcloud_user_invitation_sandbox_app_id_registration_id ON scormcloud_user_invitation (sandbox, app_id, registration_id);
CREATE TABLE scormcloud_xapi_credential (
	sandbox VARCHAR(64) NOT NULL, 
	app_id VARCHAR(64) NOT NULL, 
	id VARCHAR(255) NOT NULL, 
	number BIGINT NOT NULL, 
	name TEXT NOT NULL, 
	info TEXT, 
	secret TEXT NOT NULL, 
	is_enabled BOOLEAN NOT NULL, 
	auth VARCHAR(16) NOT NULL, 
	permissions_level VARCHAR(16) NOT NULL, 
	created BIGINT NOT NULL, 
	updated BIGINT NOT NULL, 
	CONSTRAINT pk_scormcloud_xapi_credential PRIMARY KEY (sandbox, app_id, id)
);
CREATE INDEX ix_scormcloud_xapi_credential_sandbox_app_id_created_number ON scormcloud_xapi_credential (sandbox, app_id, created, number);
CREATE INDEX ix_scormcloud_xapi_credential_sandbox_app_id_updated_number ON scormcloud_xapi_credential (sandbox, app_id, updated, number);
CREATE TABLE litmos_achievement (
	sandbox VARCHAR(64) NOT NULL, 
	number INTEGER NOT NULL, 
	id VARCHAR(50) NOT NULL, 
	user_id VARCHAR(50) NOT NULL, 
	course_id VARCHAR, 
	path_id VARCHAR, 
	type VARCHAR(50) NOT NULL, 
	title VARCHAR(255) NOT NULL, 
	description TEXT, 
	achievement_date BIGINT NOT NULL, 
	compliant_till_date BIGINT, 
	score VARCHAR, 
	result VARCHAR, 
	certificate_id INTEGER, 
	created_date BIGINT DEFAULT '0' NOT NULL, 
	updated_date BIGINT DEFAULT '0' NOT NULL, 
	created_by_id INTEGER DEFAULT '0' NOT NULL, 
	updated_by_id INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_litmos_achievement PRIMARY KEY (sandbox, number)
);
CREATE INDEX ix_litmos_achievement_sandbox_user_id ON litmos_achievement (sandbox, user_id);
CREATE TABLE litmos_activity (
	sandbox VARCHAR(64) NOT NULL, 
	number INTEGER NOT NULL, 
	log VARCHAR(16) NOT NULL, 
	activity_type VARCHAR(50) NOT NULL, 
	category VARCHAR, 
	object_type VARCHAR, 
	object_id VARCHAR, 
	original_object_id VARCHAR, 
	object_name VARCHAR, 
	target_object_type VARCHAR, 
	target_object_id VARCHAR, 
	original_target_object_id VARCHAR, 
	target_object_name VARCHAR, 
	old_value VARCHAR, 
	new_value VARCHAR, 
	activity_by VARCHAR, 
	activity_by_user_name VARCHAR, 
	ip_address VARCHAR, 
	activity_date BIGINT NOT NULL, 
	CONSTRAINT pk_litmos_activity PRIMARY KEY (sandbox, number)
);
CREATE TABLE litmos_attendance (
	sandbox VARCHAR(64) NOT NULL, 
	session_day_id VARCHAR(50) NOT NULL, 
	user_id VARCHAR(50) NOT NULL, 
	attended BOOLEAN NOT NULL, 
	CONSTRAINT pk_litmos_attendance PRIMARY KEY (sandbox, session_day_id, user_id)
);
CREATE INDEX ix_litmos_attendance_sandbox_user_id ON litmos_attendance (sandbox, user_id);
CREATE TABLE litmos_award (
	sandbox VARCHAR(64) NOT NULL, 
	item_kind VARCHAR(16) NOT NULL, 
	item_id VARCHAR(50) NOT NULL, 
	points INTEGER NOT NULL, 
	badge_id VARCHAR, 
	CONSTRAINT pk_litmos_award PRIMARY KEY (sandbox, item_kind, item_id)
);
CREATE TABLE litmos_badge (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(50) NOT NULL, 
	title VARCHAR(255) NOT NULL, 
	description TEXT, 
	icon VARCHAR, 
	icon_bg_color VARCHAR, 
	icon_display_url VARCHAR, 
	CONSTRAINT pk_litmos_badge PRIMARY KEY (sandbox, id)
);
CREATE TABLE litmos_collection (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(50) NOT NULL, 
	number INTEGER NOT NULL, 
	name VARCHAR(255) NOT NULL, 
	description TEXT, 
	default_listing BOOLEAN NOT NULL, 
	image_url TEXT, 
	created_date BIGINT DEFAULT '0' NOT NULL, 
	updated_date BIGINT DEFAULT '0' NOT NULL, 
	created_by_id INTEGER DEFAULT '0' NOT NULL, 
	updated_by_id INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_litmos_collection PRIMARY KEY (sandbox, id)
);
CREATE INDEX ix_litmos_collection_sandbox_number ON litmos_collection (sandbox, number);
CREATE TABLE litmos_collection_course (
	sandbox VARCHAR(64) NOT NULL, 
	collection_id VARCHAR(50) NOT NULL, 
	course_id VARCHAR(50) NOT NULL, 
	seq_id VARCHAR(2) NOT NULL, 
	CONSTRAINT pk_litmos_collection_course PRIMARY KEY (sandbox, collection_id, course_id)
);
CREATE INDEX ix_litmos_collection_course_sandbox_course_id ON litmos_collection_course (sandbox, course_id);
CREATE TABLE litmos_collection_path (
	sandbox VARCHAR(64) NOT NULL, 
	collection_id VARCHAR(50) NOT NULL, 
	path_id VARCHAR(50) NOT NULL, 
	seq_id VARCHAR(2) NOT NULL, 
	CONSTRAINT pk_litmos_collection_path PRIMARY KEY (sandbox, collection_id, path_id)
);
CREATE INDEX ix_litmos_collection_path_sandbox_path_id ON litmos_collection_path (sandbox, path_id);
CREATE TABLE litmos_course_field (
	sandbox VARCHAR(64) NOT NULL, 
	course_id VARCHAR(50) NOT NULL, 
	field_id VARCHAR(50) NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_litmos_course_field PRIMARY KEY (sandbox, course_id, field_id)
);
CREATE TABLE litmos_course_grant (
	sandbox VARCHAR(64) NOT NULL, 
	user_id VARCHAR(50) NOT NULL, 
	course_id VARCHAR(50) NOT NULL, 
	via VARCHAR(16) NOT NULL, 
	via_id VARCHAR(50) NOT NULL, 
	CONSTRAINT pk_litmos_course_grant PRIMARY KEY (sandbox, user_id, course_id, via, via_id)
);
CREATE TABLE litmos_custom_field (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(50) NOT NULL, 
	scope VARCHAR(8) NOT NULL, 
	number INTEGER NOT NULL, 
	label VARCHAR(255) NOT NULL, 
	default_value TEXT NOT NULL, 
	mandatory BOOLEAN NOT NULL, 
	visible_to_learner BOOLEAN NOT NULL, 
	type VARCHAR(32) NOT NULL, 
	dropdown TEXT NOT NULL, 
	CONSTRAINT pk_litmos_custom_field PRIMARY KEY (sandbox, id)
);
CREATE INDEX ix_litmos_custom_field_sandbox_scope_number ON litmos_custom_field (sandbox, scope, number);
CREATE TABLE litmos_earned (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(50) NOT NULL, 
	number INTEGER NOT NULL, 
	user_id VARCHAR(50) NOT NULL, 
	item_kind VARCHAR(16) NOT NULL, 
	item_id VARCHAR(50) NOT NULL, 
	item_name VARCHAR(255) NOT NULL, 
	points INTEGER NOT NULL, 
	badge_id VARCHAR, 
	date_completed BIGINT NOT NULL, 
	CONSTRAINT pk_litmos_earned PRIMARY KEY (sandbox, id)
);
CREATE INDEX ix_litmos_earned_sandbox_user_id_number ON litmos_earned (sandbox, user_id, number);
CREATE TABLE litmos_import (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(50) NOT NULL, 
	kind VARCHAR(8) NOT NULL, 
	number INTEGER NOT NULL, 
	import_date BIGINT NOT NULL, 
	status VARCHAR(32) NOT NULL, 
	total_records INTEGER NOT NULL, 
	created INTEGER NOT NULL, 
	failed INTEGER NOT NULL, 
	duplicate INTEGER NOT NULL, 
	invalid_email INTEGER NOT NULL, 
	send_emails BOOLEAN NOT NULL, 
	skip_first_login BOOLEAN NOT NULL, 
	caller_id VARCHAR(50) NOT NULL, 
	base_url VARCHAR(255) NOT NULL, 
	CONSTRAINT pk_litmos_import PRIMARY KEY (sandbox, id)
);
CREATE INDEX ix_litmos_import_sandbox_kind_number ON litmos_import (sandbox, kind, number);
CREATE TABLE litmos_import_error (
	sandbox VARCHAR(64) NOT NULL, 
	import_id VARCHAR(50) NOT NULL, 
	position INTEGER NOT NULL, 
	username VARCHAR(255) NOT NULL, 
	import_status VARCHAR(255) NOT NULL, 
	CONSTRAINT pk_litmos_import_error PRIMARY KEY (sandbox, import_id, position)
);
CREATE TABLE litmos_import_slice (
	sandbox VARCHAR(64) NOT NULL, 
	import_id VARCHAR(50) NOT NULL, 
	position INTEGER NOT NULL, 
	records TEXT NOT NULL, 
	CONSTRAINT pk_litmos_import_slice PRIMARY KEY (sandbox, import_id, position)
);
CREATE TABLE litmos_instructor (
	sandbox VARCHAR(64) NOT NULL, 
	user_id VARCHAR(50) NOT NULL, 
	CONSTRAINT pk_litmos_instructor PRIMARY KEY (sandbox, user_id)
);
CREATE TABLE litmos_learning_path (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(50) NOT NULL, 
	number INTEGER NOT NULL, 
	original_id INTEGER NOT NULL, 
	name VARCHAR(255) NOT NULL, 
	description TEXT, 
	active BOOLEAN NOT NULL, 
	for_sale BOOLEAN NOT NULL, 
	price VARCHAR(40) NOT NULL, 
	ecommerce_short_description TEXT, 
	ecommerce_long_description TEXT, 
	access_till_date BIGINT, 
	access_till_days INTEGER, 
	is_equivalency BOOLEAN NOT NULL, 
	learning_path_team_library BOOLEAN NOT NULL, 
	created_date BIGINT DEFAULT '0' NOT NULL, 
	updated_date BIGINT DEFAULT '0' NOT NULL, 
	created_by_id INTEGER DEFAULT '0' NOT NULL, 
	updated_by_id INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_litmos_learning_path PRIMARY KEY (sandbox, id)
);
CREATE INDEX ix_litmos_learning_path_sandbox_number ON litmos_learning_path (sandbox, number);
CREATE TABLE litmos_listing (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(50) NOT NULL, 
	number INTEGER NOT NULL, 
	collection_id VARCHAR(50) NOT NULL, 
	name VARCHAR(255) NOT NULL, 
	active BOOLEAN NOT NULL, 
	duration_type VARCHAR(16) NOT NULL, 
	max_users VARCHAR(16) NOT NULL, 
	duration_days INTEGER NOT NULL, 
	fixed_date BIGINT, 
	created_date BIGINT DEFAULT '0' NOT NULL, 
	updated_date BIGINT DEFAULT '0' NOT NULL, 
	created_by_id INTEGER DEFAULT '0' NOT NULL, 
	updated_by_id INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_litmos_listing PRIMARY KEY (sandbox, id)
);
CREATE INDEX ix_litmos_listing_sandbox_collection_id_number ON litmos_listing (sandbox, collection_id, number);
CREATE TABLE litmos_listing_team (
	sandbox VARCHAR(64) NOT NULL, 
	listing_id VARCHAR(50) NOT NULL, 
	team_id VARCHAR(50) NOT NULL, 
	number INTEGER NOT NULL, 
	CONSTRAINT pk_litmos_listing_team PRIMARY KEY (sandbox, listing_id, team_id)
);
CREATE INDEX ix_litmos_listing_team_sandbox_listing_id_number ON litmos_listing_team (sandbox, listing_id, number);
CREATE INDEX ix_litmos_listing_team_sandbox_team_id ON litmos_listing_team (sandbox, team_id);
CREATE TABLE litmos_listing_user (
	sandbox VARCHAR(64) NOT NULL, 
	listing_id VARCHAR(50) NOT NULL, 
	user_id VARCHAR(50) NOT NULL, 
	number INTEGER NOT NULL, 
	created_date BIGINT NOT NULL, 
	CONSTRAINT pk_litmos_listing_user PRIMARY KEY (sandbox, listing_id, user_id)
);
CREATE INDEX ix_litmos_listing_user_sandbox_listing_id_number ON litmos_listing_user (sandbox, listing_id, number);
CREATE INDEX ix_litmos_listing_user_sandbox_user_id ON litmos_listing_user (sandbox, user_id);
CREATE TABLE litmos_location (
	sandbox VARCHAR(64) NOT NULL, 
	location_id INTEGER NOT NULL, 
	location VARCHAR(255) NOT NULL, 
	description TEXT, 
	street1 VARCHAR, 
	street2 VARCHAR, 
	city VARCHAR, 
	state VARCHAR, 
	postal_code VARCHAR, 
	country VARCHAR, 
	phone VARCHAR, 
	CONSTRAINT pk_litmos_location PRIMARY KEY (sandbox, location_id)
);
CREATE TABLE litmos_login (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(64) NOT NULL, 
	user_id VARCHAR(50) NOT NULL, 
	login_key VARCHAR(64) NOT NULL, 
	at BIGINT NOT NULL, 
	CONSTRAINT pk_litmos_login PRIMARY KEY (sandbox, id)
);
CREATE INDEX ix_litmos_login_sandbox_login_key ON litmos_login (sandbox, login_key);
CREATE INDEX ix_litmos_login_sandbox_user_id ON litmos_login (sandbox, user_id);
CREATE TABLE litmos_module_result (
	sandbox VARCHAR(64) NOT NULL, 
	user_id VARCHAR(50) NOT NULL, 
	module_id VARCHAR(50) NOT NULL, 
	number INTEGER NOT NULL, 
	active BOOLEAN NOT NULL, 
	score INTEGER, 
	completed BOOLEAN NOT NULL, 
	attempts INTEGER NOT NULL, 
	note TEXT, 
	started_date BIGINT, 
	finished_date BIGINT, 
	seconds INTEGER NOT NULL, 
	attempt_id VARCHAR, 
	created_date BIGINT DEFAULT '0' NOT NULL, 
	updated_date BIGINT DEFAULT '0' NOT NULL, 
	created_by_id INTEGER DEFAULT '0' NOT NULL, 
	updated_by_id INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_litmos_module_result PRIMARY KEY (sandbox, user_id, module_id)
);
CREATE INDEX ix_litmos_module_result_sandbox_attempt_id ON litmos_module_result (sandbox, attempt_id);
CREATE INDEX ix_litmos_module_result_sandbox_module_id ON litmos_module_result (sandbox, module_id);
CREATE TABLE litmos_path_course (
	sandbox VARCHAR(64) NOT NULL, 
	path_id VARCHAR(50) NOT NULL, 
	course_id VARCHAR(50) NOT NULL, 
	position INTEGER NOT NULL, 
	active BOOLEAN NOT NULL, 
	equivalency_id VARCHAR, 
	equivalency_group_name VARCHAR, 
	created_date BIGINT DEFAULT '0' NOT NULL, 
	updated_date BIGINT DEFAULT '0' NOT NULL, 
	created_by_id INTEGER DEFAULT '0' NOT NULL, 
	updated_by_id INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_litmos_path_course PRIMARY KEY (sandbox, path_id, course_id)
);
CREATE INDEX ix_litmos_path_course_sandbox_course_id ON litmos_path_course (sandbox, course_id);
CREATE TABLE litmos_path_grant (
	sandbox VARCHAR(64) NOT NULL, 
	user_id VARCHAR(50) NOT NULL, 
	path_id VARCHAR(50) NOT NULL, 
	via VARCHAR(16) NOT NULL, 
	via_id VARCHAR(50) NOT NULL, 
	CONSTRAINT pk_litmos_path_grant PRIMARY KEY (sandbox, user_id, path_id, via, via_id)
);
CREATE TABLE litmos_session (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(50) NOT NULL, 
	number INTEGER NOT NULL, 
	course_id VARCHAR(50) NOT NULL, 
	module_id VARCHAR(50) NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	instructor_user_id VARCHAR(50) NOT NULL, 
	instructor_name VARCHAR(200) NOT NULL, 
	session_type INTEGER NOT NULL, 
	time_zone VARCHAR, 
	location TEXT, 
	location_id INTEGER NOT NULL, 
	resource_id VARCHAR, 
	resources VARCHAR, 
	start_date BIGINT, 
	end_date BIGINT, 
	slots INTEGER, 
	enable_wait_list BOOLEAN NOT NULL, 
	details TEXT, 
	created_date BIGINT DEFAULT '0' NOT NULL, 
	updated_date BIGINT DEFAULT '0' NOT NULL, 
	created_by_id INTEGER DEFAULT '0' NOT NULL, 
	updated_by_id INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_litmos_session PRIMARY KEY (sandbox, id)
);
CREATE INDEX ix_litmos_session_sandbox_course_id ON litmos_session (sandbox, course_id);
CREATE INDEX ix_litmos_session_sandbox_instructor_user_id ON litmos_session (sandbox, instructor_user_id);
CREATE TABLE litmos_session_day (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(50) NOT NULL, 
	session_id VARCHAR(50) NOT NULL, 
	position INTEGER NOT NULL, 
	start_date BIGINT, 
	end_date BIGINT, 
	start_time VARCHAR, 
	end_time VARCHAR, 
	send_reminder BOOLEAN NOT NULL, 
	reminder_value INTEGER NOT NULL, 
	reminder_metric VARCHAR, 
	created_date BIGINT NOT NULL, 
	CONSTRAINT pk_litmos_session_day PRIMARY KEY (sandbox, id)
);
CREATE INDEX ix_litmos_session_day_sandbox_session_id_position ON litmos_session_day (sandbox, session_id, position);
CREATE TABLE litmos_session_user (
	sandbox VARCHAR(64) NOT NULL, 
	session_id VARCHAR(50) NOT NULL, 
	user_id VARCHAR(50) NOT NULL, 
	number INTEGER NOT NULL, 
	event_status INTEGER NOT NULL, 
	score INTEGER NOT NULL, 
	completed BOOLEAN NOT NULL, 
	created_date BIGINT DEFAULT '0' NOT NULL, 
	updated_date BIGINT DEFAULT '0' NOT NULL, 
	created_by_id INTEGER DEFAULT '0' NOT NULL, 
	updated_by_id INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_litmos_session_user PRIMARY KEY (sandbox, session_id, user_id)
);
CREATE INDEX ix_litmos_session_user_sandbox_user_id ON litmos_session_user (sandbox, user_id);
CREATE TABLE litmos_team (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(50) NOT NULL, 
	number INTEGER NOT NULL, 
	original_id INTEGER NOT NULL, 
	parent_id VARCHAR, 
	name VARCHAR(255) NOT NULL, 
	name_folded VARCHAR(255) NOT NULL, 
	description TEXT, 
	created_date BIGINT DEFAULT '0' NOT NULL, 
	updated_date BIGINT DEFAULT '0' NOT NULL, 
	created_by_id INTEGER DEFAULT '0' NOT NULL, 
	updated_by_id INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_litmos_team PRIMARY KEY (sandbox, id)
);
CREATE INDEX ix_litmos_team_sandbox_name_folded ON litmos_team (sandbox, name_folded);
CREATE INDEX ix_litmos_team_sandbox_number ON litmos_team (sandbox, number);
CREATE INDEX ix_litmos_team_sandbox_original_id ON litmos_team (sandbox, original_id);
CREATE TABLE litmos_team_course (
	sandbox VARCHAR(64) NOT NULL, 
	team_id VARCHAR(50) NOT NULL, 
	course_id VARCHAR(50) NOT NULL, 
	path_id VARCHAR(50) NOT NULL, 
	active BOOLEAN NOT NULL, 
	library BOOLEAN NOT NULL, 
	created_date BIGINT DEFAULT '0' NOT NULL, 
	updated_date BIGINT DEFAULT '0' NOT NULL, 
	created_by_id INTEGER DEFAULT '0' NOT NULL, 
	updated_by_id INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_litmos_team_course PRIMARY KEY (sandbox, team_id, course_id, path_id)
);
CREATE INDEX ix_litmos_team_course_sandbox_course_id ON litmos_team_course (sandbox, course_id);
CREATE TABLE litmos_team_path (
	sandbox VARCHAR(64) NOT NULL, 
	team_id VARCHAR(50) NOT NULL, 
	path_id VARCHAR(50) NOT NULL, 
	active BOOLEAN NOT NULL, 
	library BOOLEAN NOT NULL, 
	created_date BIGINT DEFAULT '0' NOT NULL, 
	updated_date BIGINT DEFAULT '0' NOT NULL, 
	created_by_id INTEGER DEFAULT '0' NOT NULL, 
	updated_by_id INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_litmos_team_path PRIMARY KEY (sandbox, team_id, path_id)
);
CREATE INDEX ix_litmos_team_path_sandbox_path_id ON litmos_team_path (sandbox, path_id);
CREATE TABLE litmos_team_user (
	sandbox VARCHAR(64) NOT NULL, 
	team_id VARCHAR(50) NOT NULL, 
	user_id VARCHAR(50) NOT NULL, 
	active BOOLEAN NOT NULL, 
	leader BOOLEAN NOT NULL, 
	admin BOOLEAN NOT NULL, 
	created_date BIGINT DEFAULT '0' NOT NULL, 
	updated_date BIGINT DEFAULT '0' NOT NULL, 
	created_by_id INTEGER DEFAULT '0' NOT NULL, 
	updated_by_id INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_litmos_team_user PRIMARY KEY (sandbox, team_id, user_id)
);
CREATE INDEX ix_litmos_team_user_sandbox_user_id ON litmos_team_user (sandbox, user_id);
CREATE TABLE litmos_token (
	sandbox VARCHAR(64) NOT NULL, 
	token_id VARCHAR(50) NOT NULL, 
	number INTEGER NOT NULL, 
	token_code VARCHAR(250) NOT NULL, 
	token_code_folded VARCHAR(250) NOT NULL, 
	token_type INTEGER NOT NULL, 
	token_type_id VARCHAR(50) NOT NULL, 
	active BOOLEAN NOT NULL, 
	maximum_activations INTEGER NOT NULL, 
	token_expiration BIGINT, 
	created_date BIGINT DEFAULT '0' NOT NULL, 
	updated_date BIGINT DEFAULT '0' NOT NULL, 
	created_by_id INTEGER DEFAULT '0' NOT NULL, 
	updated_by_id INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_litmos_token PRIMARY KEY (sandbox, token_id)
);
CREATE INDEX ix_litmos_token_sandbox_number ON litmos_token (sandbox, number);
CREATE UNIQUE INDEX ix_litmos_token_sandbox_token_code_folded ON litmos_token (sandbox, token_code_folded);
CREATE TABLE litmos_user_course (
	sandbox VARCHAR(64) NOT NULL, 
	user_id VARCHAR(50) NOT NULL, 
	course_id VARCHAR(50) NOT NULL, 
	number INTEGER NOT NULL, 
	active BOOLEAN NOT NULL, 
	assigned_date BIGINT NOT NULL, 
	start_date BIGINT, 
	date_completed BIGINT, 
	complete BOOLEAN NOT NULL, 
	percentage_complete VARCHAR(16) NOT NULL, 
	compliant_till BIGINT, 
	due_date BIGINT, 
	access_till_date BIGINT, 
	created_date BIGINT DEFAULT '0' NOT NULL, 
	updated_date BIGINT DEFAULT '0' NOT NULL, 
	created_by_id INTEGER DEFAULT '0' NOT NULL, 
	updated_by_id INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_litmos_user_course PRIMARY KEY (sandbox, user_id, course_id)
);
CREATE INDEX ix_litmos_user_course_sandbox_user_id_number ON litmos_user_course (sandbox, user_id, number);
CREATE TABLE litmos_user_field (
	sandbox VARCHAR(64) NOT NULL, 
	user_id VARCHAR(50) NOT NULL, 
	field_id VARCHAR(50) NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_litmos_user_field PRIMARY KEY (sandbox, user_id, field_id)
);
CREATE TABLE litmos_user_path (
	sandbox VARCHAR(64) NOT NULL, 
	user_id VARCHAR(50) NOT NULL, 
	path_id VARCHAR(50) NOT NULL, 
	number INTEGER NOT NULL, 
	active BOOLEAN NOT NULL, 
	assigned_date BIGINT NOT NULL, 
	start_date BIGINT, 
	date_completed BIGINT, 
	complete BOOLEAN NOT NULL, 
	percentage_complete VARCHAR(16) NOT NULL, 
	access_till_date BIGINT, 
	created_date BIGINT DEFAULT '0' NOT NULL, 
	updated_date BIGINT DEFAULT '0' NOT NULL, 
	created_by_id INTEGER DEFAULT '0' NOT NULL, 
	updated_by_id INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_litmos_user_path PRIMARY KEY (sandbox, user_id, path_id)
);
CREATE INDEX ix_litmos_user_path_sandbox_user_id_number ON litmos_user_path (sandbox, user_id, number);
CREATE TABLE nexport_catalog (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	organization_id VARCHAR(36) NOT NULL, 
	name VARCHAR(255) NOT NULL, 
	description TEXT, 
	created BIGINT NOT NULL, 
	modified BIGINT NOT NULL, 
	pricing_model INTEGER NOT NULL, 
	publishing_model INTEGER NOT NULL, 
	is_enabled BOOLEAN NOT NULL, 
	access_time_limit VARCHAR(64), 
	assign_when_redeemed BOOLEAN NOT NULL, 
	credit_hours FLOAT, 
	CONSTRAINT pk_nexport_catalog PRIMARY KEY (sandbox, id)
);
CREATE TABLE nexport_invoice (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	organization_id VARCHAR(36) NOT NULL, 
	purchasing_agent_id VARCHAR(36) NOT NULL, 
	purchasing_group_id VARCHAR(36), 
	note TEXT, 
	created BIGINT NOT NULL, 
	committed BIGINT, 
	redemption_code VARCHAR(64), 
	CONSTRAINT pk_nexport_invoice PRIMARY KEY (sandbox, id)
);
CREATE TABLE nexport_invoice_item (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	invoice_id VARCHAR(36) NOT NULL, 
	position INTEGER NOT NULL, 
	product_id VARCHAR(36) NOT NULL, 
	product_type INTEGER NOT NULL, 
	cost FLOAT NOT NULL, 
	note TEXT, 
	access_expires BIGINT, 
	access_time_limit VARCHAR(64), 
	subscription_org_id VARCHAR(36), 
	group_ids TEXT NOT NULL, 
	purchasing_group_id VARCHAR(36), 
	funding_pool VARCHAR(255), 
	redemption_available BIGINT, 
	redemption_code VARCHAR(64), 
	redeemed BIGINT, 
	redeemed_by VARCHAR(36), 
	syllabus_id VARCHAR(36), 
	syllabus_type INTEGER, 
	enrollment_id VARCHAR(36), 
	CONSTRAINT pk_nexport_invoice_item PRIMARY KEY (sandbox, id)
);
CREATE INDEX ix_nexport_invoice_item_sandbox_invoice_id ON nexport_invoice_item (sandbox, invoice_id);
CREATE INDEX ix_nexport_invoice_item_sandbox_redemption_code ON nexport_invoice_item (sandbox, redemption_code);
CREATE TABLE nexport_invoice_payment (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	invoice_id VARCHAR(36) NOT NULL, 
	payee_id VARCHAR(36) NOT NULL, 
	amount_usd FLOAT NOT NULL, 
	paid BIGINT NOT NULL, 
	details TEXT NOT NULL, 
	CONSTRAINT pk_nexport_invoice_payment PRIMARY KEY (sandbox, id)
);
CREATE INDEX ix_nexport_invoice_payment_sandbox_invoice_id ON nexport_invoice_payment (sandbox, invoice_id);
CREATE TABLE nexport_membership (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	group_id VARCHAR(36) NOT NULL, 
	user_id VARCHAR(36) NOT NULL, 
	created BIGINT NOT NULL, 
	CONSTRAINT pk_nexport_membership PRIMARY KEY (sandbox, id)
);
CREATE UNIQUE INDEX ix_nexport_membership_sandbox_group_id_user_id ON nexport_membership (sandbox, group_id, user_id);
CREATE TABLE nexport_product (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	catalog_id VARCHAR(36) NOT NULL, 
	syllabus_id VARCHAR(36) NOT NULL, 
	syllabus_type INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_nexport_product PRIMARY KEY (sandbox, id)
);
CREATE TABLE nexport_sign_in_link (
	sandbox VARCHAR(64) NOT NULL, 
	token VARCHAR(36) NOT NULL, 
	user_id VARCHAR(36) NOT NULL, 
	organization_id VARCHAR(36), 
	enrollment_id VARCHAR(36), 
	display INTEGER NOT NULL, 
	addresses TEXT NOT NULL, 
	expires BIGINT NOT NULL, 
	used BIGINT, 
	CONSTRAINT pk_nexport_sign_in_link PRIMARY KEY (sandbox, token)
);
CREATE TABLE nexport_subscription (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	user_id VARCHAR(36) NOT NULL, 
	organization_id VARCHAR(36) NOT NULL, 
	created BIGINT NOT NULL, 
	fields TEXT NOT NULL, 
	CONSTRAINT pk_nexport_subscription PRIMARY KEY (sandbox, id)
);
CREATE UNIQUE INDEX ix_nexport_subscription_sandbox_user_id_organization_id ON nexport_subscription (sandbox, user_id, organization_id);
CREATE TABLE nexport_test_attempt (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	enrollment_id VARCHAR(36) NOT NULL, 
	assignment_id VARCHAR(36) NOT NULL, 
	position INTEGER NOT NULL, 
	started BIGINT, 
	time_left_updated BIGINT, 
	finished BIGINT, 
	time_left VARCHAR(64), 
	questions INTEGER NOT NULL, 
	allow_relaunch BOOLEAN NOT NULL, 
	score FLOAT, 
	comments TEXT, 
	proctor TEXT, 
	CONSTRAINT pk_nexport_test_attempt PRIMARY KEY (sandbox, id)
);
CREATE INDEX ix_nexport_test_attempt_sandbox_enrollment_id_assignment_id ON nexport_test_attempt (sandbox, enrollment_id, assignment_id);
CREATE TABLE nexport_training_plan (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	organization_id VARCHAR(36) NOT NULL, 
	name VARCHAR(255) NOT NULL, 
	section_ids TEXT NOT NULL, 
	unique_name VARCHAR(255), 
	description TEXT, 
	enrollment_start BIGINT, 
	enrollment_end BIGINT, 
	modified BIGINT, 
	credit_hours FLOAT, 
	CONSTRAINT pk_nexport_training_plan PRIMARY KEY (sandbox, id)
);
CREATE TABLE nexport_training_plan_enrollment (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	training_plan_id VARCHAR(36) NOT NULL, 
	user_id VARCHAR(36) NOT NULL, 
	organization_id VARCHAR(36) NOT NULL, 
	enrolled BIGINT NOT NULL, 
	started BIGINT, 
	expires BIGINT, 
	last_activity BIGINT, 
	phase INTEGER, 
	result INTEGER, 
	percent INTEGER, 
	CONSTRAINT pk_nexport_training_plan_enrollment PRIMARY KEY (sandbox, id)
);
CREATE INDEX ix_nexport_training_plan_enrollment_sandbox_organization_id_enrolled_id ON nexport_training_plan_enrollment (sandbox, organization_id, enrolled, id);
CREATE INDEX ix_nexport_training_plan_enrollment_sandbox_user_id ON nexport_training_plan_enrollment (sandbox, user_id);
CREATE TABLE player_launch (
	sandbox VARCHAR(64) NOT NULL, 
	"key" VARCHAR(64) NOT NULL, 
	vendor VARCHAR(32) NOT NULL, 
	package_id VARCHAR(64) NOT NULL, 
	attempt_id VARCHAR(64), 
	mode VARCHAR(8) NOT NULL, 
	start_sco TEXT, 
	on_exit TEXT NOT NULL, 
	options TEXT NOT NULL, 
	created BIGINT NOT NULL, 
	expires BIGINT, 
	opened BIGINT, 
	CONSTRAINT pk_player_launch PRIMARY KEY (sandbox, "key")
);
CREATE TABLE xapi_activity (
	sandbox VARCHAR(64) NOT NULL, 
	lrs VARCHAR(64) NOT NULL, 
	id TEXT NOT NULL, 
	definition TEXT NOT NULL, 
	CONSTRAINT pk_xapi_activity PRIMARY KEY (sandbox, lrs, id)
);
CREATE TABLE xapi_attachment (
	sandbox VARCHAR(64) NOT NULL, 
	lrs VARCHAR(64) NOT NULL, 
	sha2 VARCHAR(128) NOT NULL, 
	content BLOB NOT NULL, 
	CONSTRAINT pk_xapi_attachment PRIMARY KEY (sandbox, lrs, sha2)
);
CREATE TABLE xapi_document (
	sandbox VARCHAR(64) NOT NULL, 
	lrs VARCHAR(64) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	activity TEXT NOT NULL, 
	agent TEXT NOT NULL, 
	registration VARCHAR(36) NOT NULL, 
	id TEXT NOT NULL, 
	content_type TEXT NOT NULL, 
	content BLOB NOT NULL, 
	updated BIGINT NOT NULL, 
	CONSTRAINT pk_xapi_document PRIMARY KEY (sandbox, lrs, kind, activity, agent, registration, id)
);
CREATE TABLE xapi_enrolment (
	sandbox VARCHAR(64) NOT NULL, 
	lrs VARCHAR(64) NOT NULL, 
	registration VARCHAR(36) NOT NULL, 
	actor TEXT NOT NULL, 
	course TEXT NOT NULL, 
	reached TEXT NOT NULL, 
	CONSTRAINT pk_xapi_enrolment PRIMARY KEY (sandbox, lrs, registration)
);
CREATE TABLE xapi_reference (
	sandbox VARCHAR(64) NOT NULL, 
	"key" BIGINT NOT NULL, 
	stored BIGINT NOT NULL, 
	number BIGINT NOT NULL, 
	source BIGINT NOT NULL, 
	CONSTRAINT pk_xapi_reference PRIMARY KEY (sandbox, "key", stored, number, source)
)
 WITHOUT ROWID

;
CREATE TABLE xapi_session (
	sandbox VARCHAR(64) NOT NULL, 
	token VARCHAR(64) NOT NULL, 
	number INTEGER NOT NULL, 
	lrs VARCHAR(64) NOT NULL, 
	fetch_key VARCHAR(64) NOT NULL, 
	fetched BOOLEAN NOT NULL, 
	session_id VARCHAR(36) NOT NULL, 
	registration VARCHAR(36) NOT NULL, 
	activity TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	standard VARCHAR(16) NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	facts TEXT NOT NULL, 
	created BIGINT NOT NULL, 
	CONSTRAINT pk_xapi_session PRIMARY KEY (sandbox, token)
);
CREATE INDEX ix_xapi_session_sandbox_fetch_key ON xapi_session (sandbox, fetch_key);
CREATE INDEX ix_xapi_session_sandbox_lrs_registration_activity ON xapi_session (sandbox, lrs, registration, activity);
CREATE TABLE xapi_statement (
	sandbox VARCHAR(64) NOT NULL, 
	number BIGINT NOT NULL, 
	lrs VARCHAR(64) NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	stored BIGINT NOT NULL, 
	credential VARCHAR(255) NOT NULL, 
	voided BOOLEAN NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_xapi_statement PRIMARY KEY (sandbox, number)
);
CREATE UNIQUE INDEX ix_xapi_statement_sandbox_lrs_id ON xapi_statement (sandbox, lrs, id);
CREATE INDEX ix_litmos_course_sandbox_original_id ON litmos_course (sandbox, original_id);
CREATE INDEX ix_litmos_module_sandbox_content_of ON litmos_module (sandbox, content_of);
CREATE INDEX ix_litmos_user_sandbox_active_number ON litmos_user (sandbox, active, number);
CREATE INDEX ix_litmos_user_sandbox_email_folded_number ON litmos_user (sandbox, email_folded, number);
CREATE INDEX ix_litmos_user_sandbox_first_name_folded_number ON litmos_user (sandbox, first_name_folded, number);
CREATE INDEX ix_litmos_user_sandbox_last_name_folded_number ON litmos_user (sandbox, last_name_folded, number);
CREATE INDEX ix_litmos_user_sandbox_login_key ON litmos_user (sandbox, login_key);
CREATE INDEX ix_litmos_user_sandbox_number_search_text ON litmos_user (sandbox, number, search_text);
CREATE INDEX ix_nexport_assignment_status_sandbox_attempt_id ON nexport_assignment_status (sandbox, attempt_id);
CREATE INDEX ix_nexport_enrollment_sandbox_organization_id_enrolled_id ON nexport_enrollment (sandbox, organization_id, enrolled, id);
CREATE INDEX ix_scormcloud_instance_sandbox_app_id_xapi_registration_id ON scormcloud_instance (sandbox, app_id, xapi_registration_id);
CREATE INDEX ix_scormcloud_instance_sandbox_attempt_id ON scormcloud_instance (sandbox, attempt_id);
CREATE TABLE file_change (
	sandbox VARCHAR(64) NOT NULL, 
	number INTEGER NOT NULL, 
	target TEXT NOT NULL, 
	source TEXT, 
	CONSTRAINT pk_file_change PRIMARY KEY (sandbox, number)
);
CREATE TABLE scormcloud_xapi_nonce (
	sandbox VARCHAR(64) NOT NULL, 
	app_id VARCHAR(64) NOT NULL, 
	credential_id VARCHAR(255) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	used BIGINT NOT NULL, 
	CONSTRAINT pk_scormcloud_xapi_nonce PRIMARY KEY (sandbox, app_id, credential_id, digest)
);
CREATE INDEX ix_scormcloud_xapi_nonce_used ON scormcloud_xapi_nonce (used);
CREATE TABLE sandbox_credential (
	sandbox VARCHAR(64) NOT NULL, 
	vendor VARCHAR(64) NOT NULL, 
	"key" VARCHAR(255) NOT NULL, 
	created BIGINT NOT NULL, 
	CONSTRAINT pk_sandbox_credential PRIMARY KEY (sandbox, vendor, "key")
);
CREATE TABLE scormcloud_lti_login (
	sandbox VARCHAR(64) NOT NULL, 
	state VARCHAR(64) NOT NULL, 
	nonce VARCHAR(64) NOT NULL, 
	app_id VARCHAR(64) NOT NULL, 
	destination_id VARCHAR(255) NOT NULL, 
	phase VARCHAR(16) NOT NULL, 
	expires BIGINT NOT NULL, 
	digest VARCHAR(64), 
	message TEXT, 
	CONSTRAINT pk_scormcloud_lti_login PRIMARY KEY (sandbox, state)
);
CREATE INDEX ix_scormcloud_lti_login_expires ON scormcloud_lti_login (expires);
CREATE INDEX ix_scormcloud_lti_login_sandbox_digest ON scormcloud_lti_login (sandbox, digest);
CREATE TABLE scormcloud_tool_key (
	sandbox VARCHAR(64) NOT NULL, 
	id VARCHAR(64) NOT NULL, 
	pem TEXT NOT NULL, 
	CONSTRAINT pk_scormcloud_tool_key PRIMARY KEY (sandbox, id)
);
CREATE TABLE fault_rule (
	sandbox VARCHAR(64) NOT NULL, 
	number INTEGER NOT NULL, 
	target VARCHAR(16) NOT NULL, 
	recipe VARCHAR(64), 
	rule TEXT NOT NULL, 
	matched INTEGER NOT NULL, 
	happened INTEGER NOT NULL, 
	spent BOOLEAN NOT NULL, 
	created BIGINT NOT NULL, 
	CONSTRAINT pk_fault_rule PRIMARY KEY (sandbox, number)
);
CREATE TABLE sink_request (
	sandbox VARCHAR(64) NOT NULL, 
	number INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	method VARCHAR(64) NOT NULL, 
	path TEXT NOT NULL, 
	"query" TEXT NOT NULL, 
	headers TEXT NOT NULL, 
	body BLOB NOT NULL, 
	size INTEGER NOT NULL, 
	status INTEGER NOT NULL, 
	CONSTRAINT pk_sink_request PRIMARY KEY (sandbox, number)
);
CREATE TABLE sink_script (
	sandbox VARCHAR(64) NOT NULL, 
	path VARCHAR(1000) NOT NULL, 
	answers TEXT NOT NULL, 
	taken INTEGER NOT NULL, 
	CONSTRAINT pk_sink_script PRIMARY KEY (sandbox, path)
);
CREATE TABLE kept_world (
	sandbox VARCHAR(64) NOT NULL, 
	"of" VARCHAR(64) NOT NULL, 
	name VARCHAR(64) NOT NULL, 
	made BIGINT NOT NULL, 
	at BIGINT NOT NULL, 
	journal INTEGER NOT NULL, 
	CONSTRAINT pk_kept_world PRIMARY KEY (sandbox)
);
CREATE INDEX ix_kept_world_of ON kept_world ("of");
CREATE TABLE kept_file (
	sandbox VARCHAR(64) NOT NULL, 
	path TEXT NOT NULL, 
	bundle VARCHAR(64) NOT NULL, 
	number INTEGER NOT NULL, 
	size BIGINT NOT NULL, 
	modified BIGINT NOT NULL, 
	CONSTRAINT pk_kept_file PRIMARY KEY (sandbox, path)
);
CREATE INDEX ix_kept_file_bundle ON kept_file (bundle);
CREATE INDEX ix_litmos_achievement_sandbox_achievement_date_number ON litmos_achievement (sandbox, achievement_date, number);
CREATE INDEX ix_litmos_achievement_sandbox_updated_date_number ON litmos_achievement (sandbox, updated_date, number);
CREATE INDEX ix_litmos_activity_sandbox_log_activity_date_number ON litmos_activity (sandbox, log, activity_date, number);
CREATE INDEX ix_litmos_course_sandbox_updated_date_id ON litmos_course (sandbox, updated_date, id);
CREATE INDEX ix_litmos_course_module_sandbox_updated_date_course_id_module_id ON litmos_course_module (sandbox, updated_date, course_id, module_id);
CREATE INDEX ix_litmos_learning_path_sandbox_updated_date_id ON litmos_learning_path (sandbox, updated_date, id);
CREATE INDEX ix_litmos_module_sandbox_updated_date_id ON litmos_module (sandbox, updated_date, id);
CREATE INDEX ix_litmos_module_result_sandbox_updated_date_user_id_module_id ON litmos_module_result (sandbox, updated_date, user_id, module_id);
CREATE INDEX ix_litmos_path_course_sandbox_updated_date_path_id_course_id ON litmos_path_course (sandbox, updated_date, path_id, course_id);
CREATE INDEX ix_litmos_session_sandbox_start_date_number ON litmos_session (sandbox, start_date, number);
CREATE INDEX ix_litmos_team_sandbox_updated_date_id ON litmos_team (sandbox, updated_date, id);
CREATE INDEX ix_litmos_team_course_sandbox_updated_date_team_id_course_id_path_id ON litmos_team_course (sandbox, updated_date, team_id, course_id, path_id);
CREATE INDEX ix_litmos_team_path_sandbox_updated_date_team_id_path_id ON litmos_team_path (sandbox, updated_date, team_id, path_id);
CREATE INDEX ix_litmos_team_user_sandbox_updated_date_team_id_user_id ON litmos_team_user (sandbox, updated_date, team_id, user_id);
CREATE INDEX ix_litmos_user_sandbox_updated_date_id ON litmos_user (sandbox, updated_date, id);
CREATE INDEX ix_litmos_user_course_sandbox_updated_date_user_id_course_id ON litmos_user_course (sandbox, updated_date, user_id, course_id);
CREATE INDEX ix_litmos_user_path_sandbox_updated_date_user_id_path_id ON litmos_user_path (sandbox, updated_date, user_id, path_id);
CREATE INDEX ix_nexport_catalog_sandbox_organization_id_name_id ON nexport_catalog (sandbox, organization_id, name, id);
CREATE INDEX ix_nexport_organization_sandbox_name_id ON nexport_organization (sandbox, name, id);
CREATE INDEX ix_scormcloud_invitation_sandbox_app_id_kind_updated_number ON scormcloud_invitation (sandbox, app_id, kind, updated, number);
CREATE INDEX ix_job_sandbox_due_number ON job (sandbox, due, number);
CREATE INDEX ix_litmos_team_user_sandbox_team_id_created_date_user_id ON litmos_team_user (sandbox, team_id, created_date, user_id);
CREATE INDEX ix_litmos_user_course_sandbox_course_id_number ON litmos_user_course (sandbox, course_id, number);
CREATE INDEX ix_litmos_user_path_sandbox_path_id_number ON litmos_user_path (sandbox, path_id, number);
CREATE INDEX ix_nexport_product_sandbox_catalog_id_position ON nexport_product (sandbox, catalog_id, position);
CREATE INDEX ix_scormcloud_dispatch_sandbox_app_id_destination_id_updated_number ON scormcloud_dispatch (sandbox, app_id, destination_id, updated, number);
CREATE INDEX ix_litmos_session_user_sandbox_session_id_number_event_status ON litmos_session_user (sandbox, session_id, number, event_status);
CREATE INDEX ix_litmos_team_sandbox_parent_id_number ON litmos_team (sandbox, parent_id, number);
CREATE INDEX ix_nexport_enrollment_sandbox_expires ON nexport_enrollment (sandbox, expires);
CREATE INDEX ix_nexport_organization_sandbox_parent_id_name_id_kind ON nexport_organization (sandbox, parent_id, name, id, kind);
CREATE INDEX ix_nexport_training_plan_enrollment_sandbox_expires ON nexport_training_plan_enrollment (sandbox, expires);
CREATE UNIQUE INDEX ix_litmos_session_sandbox_module_id_number_id ON litmos_session (sandbox, module_id, number, id);
CREATE INDEX ix_litmos_session_sandbox_updated_date ON litmos_session (sandbox, updated_date);
CREATE INDEX ix_litmos_user_sandbox_last_login ON litmos_user (sandbox, last_login) WHERE last_login IS NOT NULL;
INSERT INTO alembic_version (version_num) VALUES ('0019');
ANALYZE sqlite_master;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
('alembic_version', 'sqlite_autoindex_alembic_version_1', '1000000000000 1'),
('attempt', 'sqlite_autoindex_attempt_1', '1000000000000 500000 1'),
('course_package', 'sqlite_autoindex_course_package_1', '1000000000000 500000 1'),
('delivery', 'sqlite_autoindex_delivery_1', '1000000000000 500000 1'),
('delivery_try', 'sqlite_autoindex_delivery_try_1', '1000000000000 500000 10 1'),
('fault_rule', 'sqlite_autoindex_fault_rule_1', '1000000000000 500000 1'),
('file_change', 'sqlite_autoindex_file_change_1', '1000000000000 500000 1'),
('job', 'ix_job_due', '1000000000000 10'),
('job', 'ix_job_sandbox_due_number', '1000000000000 500000 10 9'),
('job', 'sqlite_autoindex_job_1', '1000000000000 500000 1'),
('kept_file', 'ix_kept_file_bundle', '1000000000000 10'),
('kept_file', 'sqlite_autoindex_kept_file_1', '1000000000000 500000 1'),
('kept_world', 'ix_kept_world_of', '1000000000000 10'),
('kept_world', 'sqlite_autoindex_kept_world_1', '1000000000000 1'),
('litmos_achievement', 'ix_litmos_achievement_sandbox_achievement_date_number', '1000000000000 500000 10 9'),
('litmos_achievement', 'ix_litmos_achievement_sandbox_updated_date_number', '1000000000000 500000 10 9'),
('litmos_achievement', 'ix_litmos_achievement_sandbox_user_id', '1000000000000 500000 10'),
('litmos_achievement', 'sqlite_autoindex_litmos_achievement_1', '1000000000000 500000 1'),
('litmos_activity', 'ix_litmos_activity_sandbox_log_activity_date_number', '1000000000000 500000 250000 10 9'),
('litmos_activity', 'sqlite_autoindex_litmos_activity_1', '1000000000000 500000 1'),
('litmos_attendance', 'ix_litmos_attendance_sandbox_user_id', '1000000000000 500000 10'),
('litmos_attendance', 'sqlite_autoindex_litmos_attendance_1', '1000000000000 500000 10 1'),
('litmos_award', 'sqlite_autoindex_litmos_award_1', '1000000000000 500000 10 1'),
('litmos_badge', 'sqlite_autoindex_litmos_badge_1', '1000000000000 500000 1'),
('litmos_collection', 'ix_litmos_collection_sandbox_number', '1000000000000 500000 10'),
('litmos_collection', 'sqlite_autoindex_litmos_collection_1', '1000000000000 500000 1'),
('litmos_collection_course', 'ix_litmos_collection_course_sandbox_course_id', '1000000000000 500000 10'),
('litmos_collection_course', 'sqlite_autoindex_litmos_collection_course_1', '1000000000000 500000 10 1'),
('litmos_collection_path', 'ix_litmos_collection_path_sandbox_path_id', '1000000000000 500000 10'),
('litmos_collection_path', 'sqlite_autoindex_litmos_collection_path_1', '1000000000000 500000 10 1'),
('litmos_course', 'ix_litmos_course_sandbox_number', '1000000000000 500000 10'),
('litmos_course', 'ix_litmos_course_sandbox_original_id', '1000000000000 500000 10'),
('litmos_course', 'ix_litmos_course_sandbox_updated_date_id', '1000000000000 500000 10 9'),
('litmos_course', 'sqlite_autoindex_litmos_course_1', '1000000000000 500000 1'),
('litmos_course_field', 'sqlite_autoindex_litmos_course_field_1', '1000000000000 500000 10 1'),
('litmos_course_grant', 'sqlite_autoindex_litmos_course_grant_1', '1000000000000 500000 10 9 8 1'),
('litmos_course_module', 'ix_litmos_course_module_sandbox_module_id', '1000000000000 500000 10'),
('litmos_course_module', 'ix_litmos_course_module_sandbox_updated_date_course_id_module_id', '1000000000000 500000 10 9 8'),
('litmos_course_module', 'sqlite_autoindex_litmos_course_module_1', '1000000000000 500000 10 1'),
('litmos_custom_field', 'ix_litmos_custom_field_sandbox_scope_number', '1000000000000 500000 250000 10'),
('litmos_custom_field', 'sqlite_autoindex_litmos_custom_field_1', '1000000000000 500000 1'),
('litmos_earned', 'ix_litmos_earned_sandbox_user_id_number', '1000000000000 500000 10 9'),
('litmos_earned', 'sqlite_autoindex_litmos_earned_1', '1000000000000 500000 1'),
('litmos_import', 'ix_litmos_import_sandbox_kind_number', '1000000000000 500000 250000 10'),
('litmos_import', 'sqlite_autoindex_litmos_import_1', '1000000000000 500000 1'),
('litmos_import_error', 'sqlite_autoindex_litmos_import_error_1', '1000000000000 500000 10 1'),
('litmos_import_slice', 'sqlite_autoindex_litmos_import_slice_1', '1000000000000 500000 10 1'),
('litmos_instructor', 'sqlite_autoindex_litmos_instructor_1', '1000000000000 500000 1'),
('litmos_learning_path', 'ix_litmos_learning_path_sandbox_number', '1000000000000 500000 10'),
('litmos_learning_path', 'ix_litmos_learning_path_sandbox_updated_date_id', '1000000000000 500000 10 9'),
('litmos_learning_path', 'sqlite_autoindex_litmos_learning_path_1', '1000000000000 500000 1'),
('litmos_listing', 'ix_litmos_listing_sandbox_collection_id_number', '1000000000000 500000 10 9'),
('litmos_listing', 'sqlite_autoindex_litmos_listing_1', '1000000000000 500000 1'),
('litmos_listing_team', 'ix_litmos_listing_team_sandbox_listing_id_number', '1000000000000 500000 10 9'),
('litmos_listing_team', 'ix_litmos_listing_team_sandbox_team_id', '1000000000000 500000 10'),
('litmos_listing_team', 'sqlite_autoindex_litmos_listing_team_1', '1000000000000 500000 10 1'),
('litmos_listing_user', 'ix_litmos_listing_user_sandbox_listing_id_number', '1000000000000 500000 10 9'),
('litmos_listing_user', 'ix_litmos_listing_user_sandbox_user_id', '1000000000000 500000 10'),
('litmos_listing_user', 'sqlite_autoindex_litmos_listing_user_1', '1000000000000 500000 10 1'),
('litmos_location', 'sqlite_autoindex_litmos_location_1', '1000000000000 500000 1'),
('litmos_login', 'ix_litmos_login_sandbox_login_key', '1000000000000 500000 10'),
('litmos_login', 'ix_litmos_login_sandbox_user_id', '1000000000000 500000 10'),
('litmos_login', 'sqlite_autoindex_litmos_login_1', '1000000000000 500000 1'),
('litmos_module', 'ix_litmos_module_sandbox_content_of', '1000000000000 500000 10'),
('litmos_module', 'ix_litmos_module_sandbox_updated_date_id', '1000000000000 500000 10 9'),
('litmos_module', 'sqlite_autoindex_litmos_module_1', '1000000000000 500000 1'),
('litmos_module_result', 'ix_litmos_module_result_sandbox_attempt_id', '1000000000000 500000 10'),
('litmos_module_result', 'ix_litmos_module_result_sandbox_module_id', '1000000000000 500000 10'),
('litmos_module_result', 'ix_litmos_module_result_sandbox_updated_date_user_id_module_id', '1000000000000 500000 10 9 8'),
('litmos_module_result', 'sqlite_autoindex_litmos_module_result_1', '1000000000000 500000 10 1'),
('litmos_path_course', 'ix_litmos_path_course_sandbox_course_id', '1000000000000 500000 10'),
('litmos_path_course', 'ix_litmos_path_course_sandbox_updated_date_path_id_course_id', '1000000000000 500000 10 9 8'),
('litmos_path_course', 'sqlite_autoindex_litmos_path_course_1', '1000000000000 500000 10 1'),
('litmos_path_grant', 'sqlite_autoindex_litmos_path_grant_1', '1000000000000 500000 10 9 8 1'),
('litmos_session', 'ix_litmos_session_sandbox_course_id', '1000000000000 500000 10'),
('litmos_session', 'ix_litmos_session_sandbox_instructor_user_id', '1000000000000 500000 10'),
('litmos_session', 'ix_litmos_session_sandbox_module_id_number_id', '1000000000000 500000 10 9 1'),
('litmos_session', 'ix_litmos_session_sandbox_start_date_number', '1000000000000 500000 10 9'),
('litmos_session', 'ix_litmos_session_sandbox_updated_date', '1000000000000 500000 10'),
('litmos_session', 'sqlite_autoindex_litmos_session_1', '1000000000000 500000 1'),
('litmos_session_day', 'ix_litmos_session_day_sandbox_session_id_position', '1000000000000 500000 10 9'),
('litmos_session_day', 'sqlite_autoindex_litmos_session_day_1', '1000000000000 500000 1'),
('litmos_session_user', 'ix_litmos_session_user_sandbox_session_id_number_event_status', '1000000000000 500000 10 9 8'),
('litmos_session_user', 'ix_litmos_session_user_sandbox_user_id', '1000000000000 500000 10'),
('litmos_session_user', 'sqlite_autoindex_litmos_session_user_1', '1000000000000 500000 10 1'),
('litmos_team', 'ix_litmos_team_sandbox_name_folded', '1000000000000 500000 10'),
('litmos_team', 'ix_litmos_team_sandbox_number', '1000000000000 500000 10'),
('litmos_team', 'ix_litmos_team_sandbox_original_id', '1000000000000 500000 10'),
('litmos_team', 'ix_litmos_team_sandbox_parent_id_number', '1000000000000 500000 10 9'),
('litmos_team', 'ix_litmos_team_sandbox_updated_date_id', '1000000000000 500000 10 9'),
('litmos_team', 'sqlite_autoindex_litmos_team_1', '1000000000000 500000 1'),
('litmos_team_course', 'ix_litmos_team_course_sandbox_course_id', '1000000000000 500000 10'),
('litmos_team_course', 'ix_litmos_team_course_sandbox_updated_date_team_id_course_id_path_id', '1000000000000 500000 10 9 8 7'),
('litmos_team_course', 'sqlite_autoindex_litmos_team_course_1', '1000000000000 500000 10 9 1'),
('litmos_team_path', 'ix_litmos_team_path_sandbox_path_id', '1000000000000 500000 10'),
('litmos_team_path', 'ix_litmos_team_path_sandbox_updated_date_team_id_path_id', '1000000000000 500000 10 9 8'),
('litmos_team_path', 'sqlite_autoindex_litmos_team_path_1', '1000000000000 500000 10 1'),
('litmos_team_user', 'ix_litmos_team_user_sandbox_team_id_created_date_user_id', '1000000000000 500000 10 9 8'),
('litmos_team_user', 'ix_litmos_team_user_sandbox_updated_date_team_id_user_id', '1000000000000 500000 10 9 8'),
('litmos_team_user', 'ix_litmos_team_user_sandbox_user_id', '1000000000000 500000 10'),
('litmos_team_user', 'sqlite_autoindex_litmos_team_user_1', '1000000000000 500000 10 1'),
('litmos_token', 'ix_litmos_token_sandbox_number', '1000000000000 500000 10'),
('litmos_token', 'ix_litmos_token_sandbox_token_code_folded', '1000000000000 500000 1'),
('litmos_token', 'sqlite_autoindex_litmos_token_1', '1000000000000 500000 1'),
('litmos_user', 'ix_litmos_user_sandbox_active_number', '1000000000000 500000 250000 10'),
('litmos_user', 'ix_litmos_user_sandbox_api_key', '1000000000000 500000 1'),
('litmos_user', 'ix_litmos_user_sandbox_email_folded_number', '1000000000000 500000 10 9'),
('litmos_user', 'ix_litmos_user_sandbox_first_name_folded_number', '1000000000000 500000 10 9'),
('litmos_user', 'ix_litmos_user_sandbox_last_login', '1000000000000 500000 10'),
('litmos_user', 'ix_litmos_user_sandbox_last_name_folded_number', '1000000000000 500000 10 9'),
('litmos_user', 'ix_litmos_user_sandbox_login_key', '1000000000000 500000 10'),
('litmos_user', 'ix_litmos_user_sandbox_number_search_text', '1000000000000 500000 10 9'),
('litmos_user', 'ix_litmos_user_sandbox_updated_date_id', '1000000000000 500000 10 9'),
('litmos_user', 'ix_litmos_user_sandbox_user_name_folded', '1000000000000 500000 1'),
('litmos_user', 'sqlite_autoindex_litmos_user_1', '1000000000000 500000 1'),
('litmos_user_course', 'ix_litmos_user_course_sandbox_course_id_number', '1000000000000 500000 10 9'),
('litmos_user_course', 'ix_litmos_user_course_sandbox_updated_date_user_id_course_id', '1000000000000 500000 10 9 8'),
('litmos_user_course', 'ix_litmos_user_course_sandbox_user_id_number', '1000000000000 500000 10 9'),
('litmos_user_course', 'sqlite_autoindex_litmos_user_course_1', '1000000000000 500000 10 1'),
('litmos_user_field', 'sqlite_autoindex_litmos_user_field_1', '1000000000000 500000 10 1'),
('litmos_user_path', 'ix_litmos_user_path_sandbox_path_id_number', '1000000000000 500000 10 9'),
('litmos_user_path', 'ix_litmos_user_path_sandbox_updated_date_user_id_path_id', '1000000000000 500000 10 9 8'),
('litmos_user_path', 'ix_litmos_user_path_sandbox_user_id_number', '1000000000000 500000 10 9'),
('litmos_user_path', 'sqlite_autoindex_litmos_user_path_1', '1000000000000 500000 10 1'),
('message', 'sqlite_autoindex_message_1', '1000000000000 500000 1'),
('nexport_assignment', 'ix_nexport_assignment_sandbox_section_id', '1000000000000 500000 10'),
('nexport_assignment', 'sqlite_autoindex_nexport_assignment_1', '1000000000000 500000 1'),
('nexport_assignment_status', 'ix_nexport_assignment_status_sandbox_attempt_id', '1000000000000 500000 10'),
('nexport_assignment_status', 'ix_nexport_assignment_status_sandbox_enrollment_id_assignment_id', '1000000000000 500000 10 1'),
('nexport_assignment_status', 'sqlite_autoindex_nexport_assignment_status_1', '1000000000000 500000 1'),
('nexport_catalog', 'ix_nexport_catalog_sandbox_organization_id_name_id', '1000000000000 500000 10 9 8'),
('nexport_catalog', 'sqlite_autoindex_nexport_catalog_1', '1000000000000 500000 1'),
('nexport_enrollment', 'ix_nexport_enrollment_sandbox_expires', '1000000000000 500000 10'),
('nexport_enrollment', 'ix_nexport_enrollment_sandbox_organization_id_enrolled_id', '1000000000000 500000 10 9 8'),
('nexport_enrollment', 'ix_nexport_enrollment_sandbox_section_id', '1000000000000 500000 10'),
('nexport_enrollment', 'ix_nexport_enrollment_sandbox_user_id', '1000000000000 500000 10'),
('nexport_enrollment', 'sqlite_autoindex_nexport_enrollment_1', '1000000000000 500000 1'),
('nexport_invoice', 'sqlite_autoindex_nexport_invoice_1', '1000000000000 500000 1'),
('nexport_invoice_item', 'ix_nexport_invoice_item_sandbox_invoice_id', '1000000000000 500000 10'),
('nexport_invoice_item', 'ix_nexport_invoice_item_sandbox_redemption_code', '1000000000000 500000 10'),
('nexport_invoice_item', 'sqlite_autoindex_nexport_invoice_item_1', '1000000000000 500000 1'),
('nexport_invoice_payment', 'ix_nexport_invoice_payment_sandbox_invoice_id', '1000000000000 500000 10'),
('nexport_invoice_payment', 'sqlite_autoindex_nexport_invoice_payment_1', '1000000000000 500000 1'),
('nexport_membership', 'ix_nexport_membership_sandbox_group_id_user_id', '1000000000000 500000 10 1'),
('nexport_membership', 'sqlite_autoindex_nexport_membership_1', '1000000000000 500000 1'),
('nexport_organization', 'ix_nexport_organization_sandbox_name_id', '1000000000000 500000 10 9'),
('nexport_organization', 'ix_nexport_organization_sandbox_parent_id_name_id_kind', '1000000000000 500000 10 9 8 7'),
('nexport_organization', 'sqlite_autoindex_nexport_organization_1', '1000000000000 500000 1'),
('nexport_permission', 'sqlite_autoindex_nexport_permission_1', '1000000000000 500000 10 9 1'),
('nexport_product', 'ix_nexport_product_sandbox_catalog_id_position', '1000000000000 500000 10 9'),
('nexport_product', 'sqlite_autoindex_nexport_product_1', '1000000000000 500000 1'),
('nexport_section', 'ix_nexport_section_sandbox_name', '1000000000000 500000 10'),
('nexport_section', 'sqlite_autoindex_nexport_section_1', '1000000000000 500000 1'),
('nexport_sign_in_link', 'sqlite_autoindex_nexport_sign_in_link_1', '1000000000000 500000 1'),
('nexport_subscription', 'ix_nexport_subscription_sandbox_user_id_organization_id', '1000000000000 500000 10 1'),
('nexport_subscription', 'sqlite_autoindex_nexport_subscription_1', '1000000000000 500000 1'),
('nexport_test_attempt', 'ix_nexport_test_attempt_sandbox_enrollment_id_assignment_id', '1000000000000 500000 10 9'),
('nexport_test_attempt', 'sqlite_autoindex_nexport_test_attempt_1', '1000000000000 500000 1'),
('nexport_token', 'sqlite_autoindex_nexport_token_1', '1000000000000 500000 1'),
('nexport_training_plan', 'sqlite_autoindex_nexport_training_plan_1', '1000000000000 500000 1'),
('nexport_training_plan_enrollment', 'ix_nexport_training_plan_enrollment_sandbox_expires', '1000000000000 500000 10'),
('nexport_training_plan_enrollment', 'ix_nexport_training_plan_enrollment_sandbox_organization_id_enrolled_id', '1000000000000 500000 10 9 8'),
('nexport_training_plan_enrollment', 'ix_nexport_training_plan_enrollment_sandbox_user_id', '1000000000000 500000 10'),
('nexport_training_plan_enrollment', 'sqlite_autoindex_nexport_training_plan_enrollment_1', '1000000000000 500000 1'),
('nexport_user', 'ix_nexport_user_sandbox_login_folded', '1000000000000 500000 1'),
('nexport_user', 'sqlite_autoindex_nexport_user_1', '1000000000000 500000 1'),
('player_launch', 'sqlite_autoindex_player_launch_1', '1000000000000 500000 1'),
('sandbox_credential', 'sqlite_autoindex_sandbox_credential_1', '1000000000000 500000 10 1'),
('sandbox_state', 'sqlite_autoindex_sandbox_state_1', '1000000000000 1'),
('sco_attempt', 'sqlite_autoindex_sco_attempt_1', '1000000000000 500000 10 1'),
('scormcloud_application', 'ix_scormcloud_application_sandbox_managed_by_created_number', '1000000000000 500000 10 9 8'),
('scormcloud_application', 'ix_scormcloud_application_sandbox_managed_by_updated_number', '1000000000000 500000 10 9 8'),
('scormcloud_application', 'sqlite_autoindex_scormcloud_application_1', '1000000000000 500000 1'),
('scormcloud_asset', 'sqlite_autoindex_scormcloud_asset_1', '1000000000000 500000 250000 10 9 1'),
('scormcloud_connector', 'sqlite_autoindex_scormcloud_connector_1', '1000000000000 500000 250000 1'),
('scormcloud_course', 'ix_scormcloud_course_sandbox_app_id_created_number', '1000000000000 500000 250000 10 9'),
('scormcloud_course', 'ix_scormcloud_course_sandbox_app_id_updated_number', '1000000000000 500000 250000 10 9'),
('scormcloud_course', 'sqlite_autoindex_scormcloud_course_1', '1000000000000 500000 250000 1'),
('scormcloud_course_version', 'sqlite_autoindex_scormcloud_course_version_1', '1000000000000 500000 250000 10 1'),
('scormcloud_destination', 'ix_scormcloud_destination_sandbox_app_id_created_number', '1000000000000 500000 250000 10 9'),
('scormcloud_destination', 'ix_scormcloud_destination_sandbox_app_id_updated_number', '1000000000000 500000 250000 10 9'),
('scormcloud_destination', 'ix_scormcloud_destination_sandbox_launch_key', '1000000000000 500000 10'),
('scormcloud_destination', 'sqlite_autoindex_scormcloud_destination_1', '1000000000000 500000 250000 1'),
('scormcloud_dispatch', 'ix_scormcloud_dispatch_sandbox_app_id_course_id', '1000000000000 500000 250000 10'),
('scormcloud_dispatch', 'ix_scormcloud_dispatch_sandbox_app_id_created_number', '1000000000000 500000 250000 10 9'),
('scormcloud_dispatch', 'ix_scormcloud_dispatch_sandbox_app_id_destination_id_course_id', '1000000000000 500000 250000 10 9'),
('scormcloud_dispatch', 'ix_scormcloud_dispatch_sandbox_app_id_destination_id_updated_number', '1000000000000 500000 250000 10 9 8'),
('scormcloud_dispatch', 'ix_scormcloud_dispatch_sandbox_app_id_updated_number', '1000000000000 500000 250000 10 9'),
('scormcloud_dispatch', 'ix_scormcloud_dispatch_sandbox_id', '1000000000000 500000 10'),
('scormcloud_dispatch', 'ix_scormcloud_dispatch_sandbox_launch_key', '1000000000000 500000 10'),
('scormcloud_dispatch', 'sqlite_autoindex_scormcloud_dispatch_1', '1000000000000 500000 250000 1'),
('scormcloud_dispatch_registration', 'ix_scormcloud_dispatch_registration_sandbox_app_id_registration_id', '1000000000000 500000 250000 10'),
('scormcloud_dispatch_registration', 'sqlite_autoindex_scormcloud_dispatch_registration_1', '1000000000000 500000 250000 10 1'),
('scormcloud_import', 'ix_scormcloud_import_sandbox_app_id_course_id', '1000000000000 500000 250000 10'),
('scormcloud_import', 'sqlite_autoindex_scormcloud_import_1', '1000000000000 500000 1'),
('scormcloud_instance', 'ix_scormcloud_instance_sandbox_app_id_xapi_registration_id', '1000000000000 500000 250000 10'),
('scormcloud_instance', 'ix_scormcloud_instance_sandbox_attempt_id', '1000000000000 500000 10'),
('scormcloud_instance', 'sqlite_autoindex_scormcloud_instance_1', '1000000000000 500000 250000 10 1'),
('scormcloud_invitation', 'ix_scormcloud_invitation_sandbox_app_id_course_id_updated_number', '1000000000000 500000 250000 10 9 8'),
('scormcloud_invitation', 'ix_scormcloud_invitation_sandbox_app_id_created_number', '1000000000000 500000 250000 10 9'),
('scormcloud_invitation', 'ix_scormcloud_invitation_sandbox_app_id_kind_updated_number', '1000000000000 500000 250000 125000 10 9'),
('scormcloud_invitation', 'ix_scormcloud_invitation_sandbox_app_id_updated_number', '1000000000000 500000 250000 10 9'),
('scormcloud_invitation', 'sqlite_autoindex_scormcloud_invitation_1', '1000000000000 500000 1'),
('scormcloud_invitation_job', 'sqlite_autoindex_scormcloud_invitation_job_1', '1000000000000 500000 1'),
('scormcloud_launch', 'ix_scormcloud_launch_sandbox_app_id_registration_id', '1000000000000 500000 250000 10'),
('scormcloud_launch', 'sqlite_autoindex_scormcloud_launch_1', '1000000000000 500000 1'),
('scormcloud_lti_login', 'ix_scormcloud_lti_login_expires', '1000000000000 10'),
('scormcloud_lti_login', 'ix_scormcloud_lti_login_sandbox_digest', '1000000000000 500000 10'),
('scormcloud_lti_login', 'sqlite_autoindex_scormcloud_lti_login_1', '1000000000000 500000 1'),
('scormcloud_registration', 'ix_scormcloud_registration_sandbox_app_id_course_id_created_number', '1000000000000 500000 250000 10 9 8'),
('scormcloud_registration', 'ix_scormcloud_registration_sandbox_app_id_created_number', '1000000000000 500000 250000 10 9'),
('scormcloud_registration', 'ix_scormcloud_registration_sandbox_app_id_learner_id_created_number', '1000000000000 500000 250000 10 9 8'),
('scormcloud_registration', 'ix_scormcloud_registration_sandbox_app_id_updated_number', '1000000000000 500000 250000 10 9'),
('scormcloud_registration', 'sqlite_autoindex_scormcloud_registration_1', '1000000000000 500000 250000 1'),
('scormcloud_secret', 'sqlite_autoindex_scormcloud_secret_1', '1000000000000 500000 250000 1'),
('scormcloud_setting', 'sqlite_autoindex_scormcloud_setting_1', '1000000000000 500000 250000 10 9 8 1'),
('scormcloud_statement_pipe', 'sqlite_autoindex_scormcloud_statement_pipe_1', '1000000000000 500000 250000 1'),
('scormcloud_tag', 'ix_scormcloud_tag_sandbox_app_id_kind_tag', '1000000000000 500000 250000 125000 10'),
('scormcloud_tag', 'sqlite_autoindex_scormcloud_tag_1', '1000000000000 500000 250000 125000 10 1'),
('scormcloud_tool_key', 'sqlite_autoindex_scormcloud_tool_key_1', '1000000000000 500000 1'),
('scormcloud_user_invitation', 'ix_scormcloud_user_invitation_sandbox_app_id_course_id_address', '1000000000000 500000 250000 10 9'),
('scormcloud_user_invitation', 'ix_scormcloud_user_invitation_sandbox_app_id_invitation_id_updated_number', '1000000000000 500000 250000 10 9 8'),
('scormcloud_user_invitation', 'ix_scormcloud_user_invitation_sandbox_app_id_registration_id', '1000000000000 500000 250000 10'),
('scormcloud_user_invitation', 'sqlite_autoindex_scormcloud_user_invitation_1', '1000000000000 500000 1'),
('scormcloud_xapi_credential', 'ix_scormcloud_xapi_credential_sandbox_app_id_created_number', '1000000000000 500000 250000 10 9'),
('scormcloud_xapi_credential', 'ix_scormcloud_xapi_credential_sandbox_app_id_updated_number', '1000000000000 500000 250000 10 9'),
('scormcloud_xapi_credential', 'sqlite_autoindex_scormcloud_xapi_credential_1', '1000000000000 500000 250000 1'),
('scormcloud_xapi_nonce', 'ix_scormcloud_xapi_nonce_used', '1000000000000 10'),
('scormcloud_xapi_nonce', 'sqlite_autoindex_scormcloud_xapi_nonce_1', '1000000000000 500000 250000 10 1'),
('sink_request', 'sqlite_autoindex_sink_request_1', '1000000000000 500000 1'),
('sink_script', 'sqlite_autoindex_sink_script_1', '1000000000000 500000 1'),
('xapi_activity', 'sqlite_autoindex_xapi_activity_1', '1000000000000 500000 250000 1'),
('xapi_attachment', 'sqlite_autoindex_xapi_attachment_1', '1000000000000 500000 250000 1'),
('xapi_document', 'sqlite_autoindex_xapi_document_1', '1000000000000 500000 250000 125000 10 9 8 1'),
('xapi_enrolment', 'sqlite_autoindex_xapi_enrolment_1', '1000000000000 500000 250000 1'),
('xapi_reference', 'sqlite_autoindex_xapi_reference_1', '1000000000000 500000 10 9 8 1'),
('xapi_session', 'ix_xapi_session_sandbox_fetch_key', '1000000000000 500000 10'),
('xapi_session', 'ix_xapi_session_sandbox_lrs_registration_activity', '1000000000000 500000 250000 10 9'),
('xapi_session', 'sqlite_autoindex_xapi_session_1', '1000000000000 500000 1'),
('xapi_statement', 'ix_xapi_statement_sandbox_lrs_id', '1000000000000 500000 250000 1'),
('xapi_statement', 'sqlite_autoindex_xapi_statement_1', '1000000000000 500000 1');
ANALYZE sqlite_master;
